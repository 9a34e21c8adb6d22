import type { Tx } from '../../platform/database/unit-of-work.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import type { InboundMessage } from './ticket-intake.ts';

const DAY_MS = 86_400_000;
/** More steps than any real chain of tickets has. */
const MAX_STEPS = 20;

export type Home =
  | { readonly kind: 'ticket'; readonly ticket: LockedTicket }
  /** The conversation is over: the message begins a new ticket that refers to this one. */
  | { readonly kind: 'after'; readonly ticket: LockedTicket };

/**
 * From the ticket that a message names to the one it belongs into: a merged ticket leads to the other, one that is over
 * to what the same customer began after it. Only a person's new words need a ticket that is not over.
 * @returns the ticket locked; undefined when it is gone
 */
export async function followThread(tx: Tx, ticketId: string, message: InboundMessage, contactId: string): Promise<Home | undefined> {
  const opens = message.nature === 'personal' && message.direction === 'inbound';
  let id = ticketId;
  for (let step = 0; step < MAX_STEPS; step++) {
    const ticket = await lockTicket(tx, id);
    if (!ticket) return undefined;
    if (ticket.mergedIntoId) {
      id = ticket.mergedIntoId;
      continue;
    }
    if (!opens || !(await isOver(tx, ticket, message))) return { kind: 'ticket', ticket };
    const next = await continuation(tx, ticket.id, contactId);
    if (!next) return { kind: 'after', ticket };
    id = next;
  }
  return undefined;
}

async function isOver(tx: Tx, ticket: LockedTicket, message: InboundMessage): Promise<boolean> {
  if (ticket.status === 'closed') return true;
  if (ticket.status !== 'solved' || message.silent) return false;
  const [organisation] = await tx.prepared<{ days: number | null }>('select reopen_within_days as days from organisations where id = $1', [
    tx.organisationId,
  ]);
  const days = organisation?.days ?? null;
  return days !== null && message.occurredAt.getTime() - ticket.lastMessageAt.getTime() > days * DAY_MS;
}

async function continuation(tx: Tx, ticketId: string, contactId: string): Promise<string | undefined> {
  const [next] = await tx.prepared<{ id: string }>(
    `select id from tickets where organisation_id = $1 and origin_id = $2 and origin_kind = 'continues' and contact_id = $3
      order by created_at desc limit 1`,
    [tx.organisationId, ticketId, contactId],
  );
  return next?.id;
}
