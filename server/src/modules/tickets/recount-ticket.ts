import type { TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { markFailedDelivery } from './failed-delivery.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { previewOf } from './storable-text.ts';
import { CUSTOMER_WAITS } from './ticket-status.ts';
import { readFromMessages } from './waiting-since.ts';

/**
 * Puts everything right that a ticket shows of its messages, after some came or went. The ticket must be locked.
 * @param waitingSince since when its customer waits, where its own messages cannot tell
 */
export async function recountTicket(tx: Tx, ticketId: string, status: TicketStatus, now: Date, waitingSince?: Date | null): Promise<void> {
  const facts = await readFromMessages(tx, ticketId);
  const waits = waitingSince === undefined ? (facts?.waitingSince ?? null) : waitingSince;
  await tx.query(
    `update tickets t set status = $3, snoozed_until = case when $3 = 'snoozed' then snoozed_until end, waiting_since = $4,
       preview = $5, last_direction = coalesce($6, last_direction), last_message_at = coalesce($7, last_message_at),
       last_inbound_at = n.last_inbound_at, message_count = n.count, version = version + 1, updated_at = $8
       from (select count(*)::int as count,
                    max(coalesce(arrived_at, created_at)) filter (where direction = 'inbound' and nature in ('personal', 'list')) as last_inbound_at
               from messages where organisation_id = $2 and ticket_id = $1 and delivery_state <> 'undone') n
      where t.id = $1 and t.organisation_id = $2`,
    [
      ticketId,
      tx.organisationId,
      status,
      CUSTOMER_WAITS[status] ? waits : null,
      previewOf(facts?.text ?? ''),
      facts?.direction ?? null,
      facts?.at ?? null,
      now,
    ],
  );
  await markFailedDelivery(tx, ticketId, now);
  await rebuildSearch(tx, ticketId);
}

/** @returns those that were moved: others are not there (any more) */
export async function moveMessages(tx: Tx, messageIds: readonly string[], from: string, to: string): Promise<string[]> {
  const moved = await tx.query<{ id: string }>(
    `with moved as (
       update messages set ticket_id = $4 where organisation_id = $1 and id = any($2::uuid[]) and ticket_id = $3 returning id)
     select id from moved`,
    [tx.organisationId, messageIds, from, to],
  );
  return moved.map(({ id }) => id);
}
