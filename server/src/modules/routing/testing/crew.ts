import { type AgentPresence, agentPresenceList, type RoutingSettings, routingSettings } from '@balie/shared/contracts/routing.ts';
import type { LiveSocket } from '../../../../test/support/api-client.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import type { SignedInColleague } from '../../agents/testing/people.ts';

/** How a colleague is, as another one is told. */
export async function stateOf(asked: SignedInColleague, agentId: string): Promise<AgentPresence | undefined> {
  return (await asked.get('/api/routing/states')).as(agentPresenceList).items.find((one) => one.agentId === agentId);
}

/** Waits until a colleague is like that. */
export function becomes(asked: SignedInColleague, agentId: string, state: AgentPresence['state']): Promise<AgentPresence> {
  return eventually(async () => {
    const found = await stateOf(asked, agentId);
    return found?.state === state && found;
  }, `${agentId} is ${state}`);
}

/** Opens their consoles, and waits until that is known. */
export async function openConsoles(...people: readonly SignedInColleague[]): Promise<LiveSocket[]> {
  const sockets = await Promise.all(people.map((person) => person.openSocket()));
  for (const person of people) await becomes(person, person.id, 'available');
  return sockets;
}

/** @param given what is not as it is where nobody settled anything */
export async function settle(lead: SignedInColleague, given: Partial<Pick<RoutingSettings, 'method' | 'capacity' | 'takeOver'>>) {
  const { teams: _teams, agents: _agents, ...known } = (await lead.get('/api/routing/settings')).as(routingSettings);
  return (await lead.put('/api/routing/settings', { ...known, ...given })).as(routingSettings);
}
