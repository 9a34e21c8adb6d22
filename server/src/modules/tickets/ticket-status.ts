import type { TicketStatus } from '@balie/shared/contracts/tickets.ts';

/** The lifecycle of a ticket, by who moves it. By hand (and by the undo of that) every status can be reached from every other. */

/** What a customer's message makes of each status. A closed ticket stays closed: the message opens a new one. */
export const AFTER_CUSTOMER_MESSAGE: Readonly<Record<TicketStatus, TicketStatus | 'new ticket'>> = {
  open: 'open',
  pending: 'open',
  snoozed: 'open',
  solved: 'open',
  closed: 'new ticket',
  spam: 'spam',
};

/** A customer may be answered; the others have to be opened first. */
export const ANSWERABLE: Readonly<Record<TicketStatus, boolean>> = {
  open: true,
  pending: true,
  snoozed: true,
  solved: true,
  closed: false,
  spam: false,
};

/** Statuses in which a customer can be waiting for us. */
export const CUSTOMER_WAITS: Readonly<Record<TicketStatus, boolean>> = {
  open: true,
  pending: false,
  snoozed: true,
  solved: false,
  closed: false,
  spam: false,
};
