import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { Agent } from '@balie/shared/contracts/people.ts';
import type { Role } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { pictureAddress } from './agent-pictures.ts';

export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
  readonly team_ids: string[];
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly picture_id: string | null;
}

/** Of `agents a`. */
export const AGENT_COLUMNS = `a.id, a.name, a.email, a.role, a.active, a.created_at, a.last_seen_at, a.picture_id,
  array(select m.team_id from team_members m where m.agent_id = a.id order by m.team_id) as team_ids`;

const marker = z.tuple([z.uuid()]);

/** Colleagues as the organisation sees them, deactivated ones included: old messages bear their names. */
@Injectable()
export class AgentsQueries {
  async list(tx: Tx, { cursor, limit }: PageQuery): Promise<{ items: Agent[]; nextCursor: string | null }> {
    const [after] = cursor ? decodeCursor(cursor, marker) : [null];
    const rows = await tx.query<AgentRow>(
      `select ${AGENT_COLUMNS} from agents a where a.organisation_id = $1 and ($2::uuid is null or a.id > $2) order by a.id limit $3`,
      [tx.organisationId, after, limit + 1],
    );
    return toPage(rows, limit, agentToWire, (row) => [row.id]);
  }

  /** @throws {NotFound} */
  async get(tx: Tx, agentId: string): Promise<Agent> {
    const [row] = await tx.query<AgentRow>(`select ${AGENT_COLUMNS} from agents a where a.organisation_id = $1 and a.id = $2`, [
      tx.organisationId,
      agentId,
    ]);
    if (!row) throw new NotFound('colleague');
    return agentToWire(row);
  }
}

export function agentToWire(row: AgentRow): Agent {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active,
    teamIds: row.team_ids,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    picture: pictureAddress(row.picture_id),
  };
}
