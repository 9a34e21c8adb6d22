import { eventType } from '../../platform/events/event-type.ts';

/** These colleagues came, left, said how they are, or began or ended a call. */
export const agentStatesChanged = eventType<{ agentIds: string[] }>('agent.states-changed');
/** Tickets are given to colleagues by other rules now. */
export const routingChanged = eventType<{ organisationId: string }>('routing.changed');
