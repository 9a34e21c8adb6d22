import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { type RemovedTeam, TeamBelongings, TeamBelongingsRegistry } from '../agents/public.ts';
import { ChangeTickets } from './change-tickets.ts';
import { lockTickets } from './lock-ticket.ts';

const BATCH = 500;

/** The tickets of a team: each loses it by the rules of any other change, so that its timeline and every console know. */
@Injectable()
export class TicketsOfTeams extends TeamBelongings implements OnModuleInit {
  constructor(
    private readonly registry: TeamBelongingsRegistry,
    private readonly changeTickets: ChangeTickets,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  async release(tx: Tx, team: RemovedTeam, agentId: string): Promise<void> {
    let ids = await next(tx, team.id);
    while (ids.length > 0) {
      const tickets = (await lockTickets(tx, ids)).filter(({ teamId }) => teamId === team.id);
      // Its name is known to nobody afterwards.
      await this.changeTickets.execute(tx, tickets, { teamId: null }, agentId, { removedTeam: team.name });
      ids = await next(tx, team.id, ids.at(-1));
    }
  }
}

async function next(tx: Tx, teamId: string, after?: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from tickets where organisation_id = $1 and team_id = $2 and ($3::uuid is null or id > $3) order by id limit ${BATCH}`,
    [tx.organisationId, teamId, after ?? null],
  );
  return rows.map(({ id }) => id);
}
