import type { TicketRow, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { AFTER_CUSTOMER_MESSAGE } from './ticket-status.ts';

/** History older than this comes in as solved. */
const RECENT_HISTORY_MS = 7 * 24 * 3_600_000;

export interface InboundFacts {
  readonly occurredAt: Date;
  readonly preview: string;
  readonly silent: boolean;
  /** A machine or a list: it calls nobody to work. */
  readonly quiet: boolean;
  /** Somebody waits for an answer to it. */
  readonly awaitsAnswer: boolean;
}

/** What of a ticket depends on its newest message. */
export interface TicketAfterMessage {
  readonly status: TicketStatus;
  readonly snoozedUntil: Date | null;
  readonly waitingSince: Date | null;
  readonly preview: string;
  readonly lastDirection: TicketRow['lastDirection'];
  readonly lastMessageAt: Date;
  readonly lastInboundAt: Date | null;
}

export function newTicketWith(message: InboundFacts, now: Date): TicketAfterMessage {
  const status = message.silent && isOld(message, now) ? 'solved' : 'open';
  return {
    status,
    snoozedUntil: null,
    waitingSince: status === 'open' && message.awaitsAnswer ? message.occurredAt : null,
    preview: message.preview,
    lastDirection: 'inbound',
    lastMessageAt: message.occurredAt,
    // What comes in as done is nobody's unread mail.
    lastInboundAt: status === 'open' ? message.occurredAt : null,
  };
}

/** Undefined: the message belongs into a new ticket. */
export function ticketWith(ticket: LockedTicket, message: InboundFacts, now: Date): TicketAfterMessage | undefined {
  if (message.quiet) return ticket;
  const status = message.silent ? statusWithHistory(ticket, message, now) : AFTER_CUSTOMER_MESSAGE[ticket.status];
  if (status === 'new ticket') return undefined;
  const isNewest = !message.silent || message.occurredAt >= ticket.lastMessageAt;
  return {
    status,
    snoozedUntil: status === 'snoozed' ? ticket.snoozedUntil : null,
    waitingSince: waitingSince(ticket, message, status),
    preview: isNewest ? message.preview : ticket.preview,
    lastDirection: isNewest ? 'inbound' : ticket.lastDirection,
    lastMessageAt: later(ticket.lastMessageAt, message.occurredAt),
    // Mail that was under way for long must still be unread for whoever read the ticket meanwhile.
    lastInboundAt:
      message.silent && status !== 'open' ? ticket.lastInboundAt : later(ticket.lastInboundAt, message.silent ? message.occurredAt : now),
  };
}

/** History reopens nothing, save a ticket that only history has solved or answered, once a recent message of it comes in that is newer. */
function statusWithHistory(ticket: LockedTicket, message: InboundFacts, now: Date): TicketStatus | 'new ticket' {
  if (ticket.status === 'closed') return 'new ticket';
  const isDone = ticket.status === 'solved' || ticket.status === 'pending';
  return isDone && ticket.untouched && message.occurredAt >= ticket.lastMessageAt && !isOld(message, now) ? 'open' : ticket.status;
}

function waitingSince(ticket: LockedTicket, message: InboundFacts, status: TicketStatus): Date | null {
  if (status === 'spam') return null;
  if (!message.silent || status !== ticket.status) return ticket.waitingSince ?? message.occurredAt;
  // History comes in any order; it can show an earlier beginning of the waiting, not that anybody waits.
  return ticket.waitingSince && message.occurredAt < ticket.waitingSince ? message.occurredAt : ticket.waitingSince;
}

function isOld(message: InboundFacts, now: Date): boolean {
  return message.occurredAt.getTime() < now.getTime() - RECENT_HISTORY_MS;
}

function later(one: Date | null, other: Date): Date {
  return one && one > other ? one : other;
}
