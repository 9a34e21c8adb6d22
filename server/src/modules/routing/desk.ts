import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { TicketPool } from '../tickets/public.ts';
import { AgentStates } from './agent-states.ts';
import type { AssignmentRules, Candidate } from './assignment.ts';
import { type HeldRouting, limitsOf } from './routing-settings.ts';

/** Who could be given tickets now, and what they have. */
@Injectable()
export class Desk {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly states: AgentStates,
    private readonly pool: TicketPool,
  ) {}

  /** Asked while the settings are held, so that nobody else gives anything meanwhile. */
  async candidates(tx: Tx, routing: HeldRouting): Promise<Candidate[]> {
    const [people, states, load, turns] = await Promise.all([
      this.colleagues.assignable(tx),
      this.states.list(tx),
      this.pool.load(tx),
      tx.prepared<{ id: string; turn: number }>(
        'select agent_id as id, last_turn::float8 as turn from agent_routing where organisation_id = $1 and last_turn > 0',
        [tx.organisationId],
      ),
    ]);
    const limitOf = limitsOf(routing);
    const stateOf = new Map(states.map((one) => [one.agentId, one.state]));
    const skillsOf = new Map(routing.agents.map(({ agentId, skills }) => [agentId, skills]));
    const turnOf = new Map(turns.map(({ id, turn }) => [id, turn]));
    const openOf = Map.groupBy(load, ({ agentId }) => agentId);
    return people.map(({ id, teamIds }) => ({
      agentId: id,
      isFree: stateOf.get(id) === 'available',
      teamIds,
      skills: skillsOf.get(id) ?? [],
      limitOf: (kind) => limitOf(id, kind),
      open: Object.fromEntries((openOf.get(id) ?? []).map(({ kind, open }) => [kind, open])),
      lastTurn: turnOf.get(id) ?? 0,
    }));
  }

  rulesOf({ method, teams, agents }: HeldRouting): AssignmentRules {
    return {
      method,
      methodOfTeam: new Map(teams.map((team) => [team.teamId, team.method])),
      skills: new Set(agents.flatMap(({ skills }) => skills)),
    };
  }
}
