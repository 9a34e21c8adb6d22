import { eventType } from '../../platform/events/event-type.ts';
import type { MessageNature } from './ticket-intake.ts';

/** A message from outside was put into a ticket. */
export const messageReceived = eventType<{
  ticketId: string;
  messageId: string;
  activityIds: string[];
  /** It opened the ticket. */
  created: boolean;
  /** History brought in at connect: nobody is to be told or measured. */
  silent: boolean;
  /** Who spoke: a machine's message asks nobody for an answer. */
  nature: MessageNature;
  /** Files of it were too large to be taken in. */
  isPartial?: boolean;
  hasFiles?: boolean;
}>('ticket.message-received');

/** Something of these tickets is different now; with the messages that are new or moved on, and what was done to them. */
export const ticketsChanged = eventType<{ ticketIds: string[]; messageIds: string[]; activityIds: string[] }>('tickets.changed');

/** A conversation that was held elsewhere stands here, and is not done. Nobody is to be told; what is promised counts for it from here on. */
export const oldTicketKept = eventType<{ ticketId: string }>('ticket.old-kept');

/** A colleague has seen what stood in this ticket by then (ISO 8601). */
export const ticketRead = eventType<{ ticketId: string; readAt: string }>('ticket.read');

/** Colleagues have something new to look at. */
export const notificationsAdded = eventType<{ notificationIds: string[] }>('notifications.added');
