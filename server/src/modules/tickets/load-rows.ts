import type { Activity, Message, TicketAndMessage, TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ACTIVITY_COLUMNS, type ActivityRecord, toActivity } from './activity-row.ts';
import { MESSAGE_COLUMNS, type MessageRecord, toMessage } from './message-row.ts';
import { TICKET_ROW_COLUMNS, TICKET_ROW_TABLES, type TicketRecord, toTicketRow } from './ticket-row.ts';

/** Rows by id as the wire shows them: one query each for any number, in no particular order. Ids that are gone are left out. */

export async function loadTicketRows(tx: Tx, ids: readonly string[]): Promise<TicketRow[]> {
  if (ids.length === 0) return [];
  const records = await tx.prepared<TicketRecord>(
    `select ${TICKET_ROW_COLUMNS} from ${TICKET_ROW_TABLES} where t.id = any($1::uuid[]) and t.organisation_id = $2`,
    [ids, tx.organisationId],
  );
  return records.map(toTicketRow);
}

export async function loadMessages(tx: Tx, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  const records = await tx.prepared<MessageRecord>(
    `select ${MESSAGE_COLUMNS} from messages m where m.id = any($1::uuid[]) and m.organisation_id = $2`,
    [ids, tx.organisationId],
  );
  return records.map(toMessage);
}

export async function loadActivities(tx: Tx, ids: readonly string[]): Promise<(Activity & { ticketId: string })[]> {
  if (ids.length === 0) return [];
  const records = await tx.prepared<ActivityRecord & { ticket_id: string }>(
    `select ${ACTIVITY_COLUMNS}, v.ticket_id from activities v where v.id = any($1::uuid[]) and v.organisation_id = $2 order by v.created_at, v.id`,
    [ids, tx.organisationId],
  );
  return records.map((record) => ({ ...toActivity(record), ticketId: record.ticket_id }));
}

/** @throws {NotFound} */
export async function loadTicketRow(tx: Tx, id: string): Promise<TicketRow> {
  const [ticket] = await loadTicketRows(tx, [id]);
  if (!ticket) throw new NotFound('ticket');
  return ticket;
}

/** @throws {NotFound} */
export async function loadMessage(tx: Tx, id: string): Promise<Message> {
  const [message] = await loadMessages(tx, [id]);
  if (!message) throw new NotFound('message');
  return message;
}

/** @throws {NotFound} */
export async function loadTicketAndMessage(tx: Tx, messageId: string): Promise<TicketAndMessage> {
  const message = await loadMessage(tx, messageId);
  return { ticket: await loadTicketRow(tx, message.ticketId), message };
}
