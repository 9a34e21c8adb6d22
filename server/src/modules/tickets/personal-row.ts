import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { TICKET_ROW_COLUMNS, TICKET_ROW_TABLES, type TicketRecord, toTicketRow } from './ticket-row.ts';

export interface PersonalRecord extends TicketRecord {
  readonly read_at: Date | null;
  readonly has_draft: boolean;
}

/**
 * Rows with what only one agent knows of them, for the tickets that `picked` (a select of `id`) chooses.
 * @param agent placeholder of the agent's id
 * @param order of the answer, over `t`
 * @param also further columns, each with a comma before it
 */
export function personalRows(picked: string, agent: string, order: string, limit: number, also = ''): string {
  return `
    with picked as materialized (${picked})
    select ${TICKET_ROW_COLUMNS}, ${personalColumns(agent)}${also}
      from ${TICKET_ROW_TABLES} join picked on picked.id = t.id
     order by ${order} limit ${limit}`;
}

/** @param agent placeholder of the agent's id */
export function personalColumns(agent: string): string {
  return `
    (select r.read_at from ticket_reads r where r.agent_id = ${agent} and r.ticket_id = t.id) as read_at,
    exists (select from drafts d where d.agent_id = ${agent} and d.ticket_id = t.id) as has_draft`;
}

export function toPersonalRow(record: PersonalRecord): PersonalRow {
  return { ...toTicketRow(record), readAt: record.read_at?.toISOString() ?? null, hasDraft: record.has_draft };
}
