import type { Wall } from '@balie/shared/contracts/wall.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { AgentStates, limitsOf, RoutingSettingsStore } from '../routing/public.ts';
import { TicketPool } from '../tickets/public.ts';

/** Colleagues who answer customers, and what they have. */
@Injectable()
export class Crew {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly states: AgentStates,
    private readonly settings: RoutingSettingsStore,
    private readonly pool: TicketPool,
  ) {}

  /** `open`: what all have, also who is not among them any more. */
  async read(reader: Reader): Promise<{ readonly agents: Wall['agents']; readonly open: number }> {
    const [people, states, routing, load] = await Promise.all([
      this.colleagues.assignable(reader),
      this.states.list(reader),
      this.settings.get(reader),
      this.pool.load(reader),
    ]);
    const limitOf = limitsOf(routing);
    const stateOf = new Map(states.map((state) => [state.agentId, state]));
    const loadOf = Map.groupBy(load, ({ agentId }) => agentId);
    const agents = people.map(({ id }) => {
      const kinds = (loadOf.get(id) ?? []).map(({ kind, open }) => ({ kind, open, limit: limitOf(id, kind) }));
      const state = stateOf.get(id) ?? { agentId: id, state: 'offline' as const, since: null, availability: 'available' as const };
      return { ...state, open: kinds.reduce((sum, { open }) => sum + open, 0), kinds };
    });
    return { agents, open: load.reduce((sum, { open }) => sum + open, 0) };
  }
}
