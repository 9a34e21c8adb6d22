export { AgentStates } from './agent-states.ts';
export { BusyAgents, type CallsOfAgents } from './busy-agents.ts';
export { agentStatesChanged, routingChanged } from './routing.events.ts';
export { RoutingModule } from './routing.module.ts';
export { limitsOf, RoutingSettingsStore } from './routing-settings.ts';
