import type { Activity } from '@balie/shared/contracts/tickets.ts';
import { v7 as newId } from 'uuid';
import type { Tx } from '../../platform/database/unit-of-work.ts';

export interface NewActivity {
  readonly ticketId: string;
  readonly type: Activity['type'];
  /** Null: Balie itself. */
  readonly agentId: string | null;
  readonly data?: Record<string, unknown>;
}

/** Writes what happened to tickets on their timelines, in one statement. @returns the ids, in order */
export async function recordActivities(tx: Tx, activities: readonly NewActivity[], at: Date): Promise<string[]> {
  if (activities.length === 0) return [];
  const rows = activities.map(({ ticketId, type, agentId, data = {} }) => ({ id: newId(), ticketId, type, agentId, data }));
  tx.write(
    `insert into activities (id, organisation_id, ticket_id, type, agent_id, data, created_at)
     select a.id, $1, a."ticketId", a.type, a."agentId", a.data, $3
       from jsonb_to_recordset($2::jsonb) as a(id uuid, "ticketId" uuid, type text, "agentId" uuid, data jsonb)`,
    [tx.organisationId, JSON.stringify(rows), at],
  );
  return rows.map((row) => row.id);
}
