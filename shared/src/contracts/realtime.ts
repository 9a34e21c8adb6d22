import type { ChannelAccount } from './channels.ts';
import type { VisitorCard } from './chat-desk.ts';
import type { Notification } from './notifications.ts';
import type { RingingCall } from './ringing-calls.ts';
import type { AgentPresence } from './routing.ts';
import type { SlaRecompute } from './sla.ts';
import type { Activity, Message, TicketRow } from './tickets.ts';

/**
 * What travels over socket.io. A connection is signed in by the session cookie and stands at once in the rooms of its
 * organisation (`organisation`) and of itself (`agent`); a ticket or team room is joined on request, if it is allowed.
 */
export type RoomRequest = { room: 'ticket' | 'team' | 'visitor' | 'wall'; id: string };
export type Presence = { ticketId: string; agentId: string; state: 'viewing' | 'typing' | 'gone' };

export interface ServerToClientEvents {
  /** Room `organisation`. The row replaces an older version of itself wherever it is shown. */
  'ticket.changed': (event: { ticket: TicketRow }) => void;
  /** Room `organisation`, at most twice a second: view counts have to be read again. */
  'counts.stale': () => void;
  /** Room `organisation`. */
  presence: (event: Presence) => void;
  'channel-account.changed': (event: { account: ChannelAccount }) => void;
  'channel-account.removed': (event: { id: string }) => void;
  'failed-messages.changed': () => void;
  /** At most once a second per run. When one is at its end, what it brought is to be read. */
  'import.changed': (event: { id: string; ended: boolean }) => void;
  'people.changed': () => void;
  /** Room `organisation`. Policies, or business calendars, are different now. */
  'sla.changed': () => void;
  /** About twice a second while it goes on, and when it is done. */
  'sla.recompute': (event: { recompute: SlaRecompute }) => void;
  /** Norms, or how they stand, are different now; of what happens to tickets at most once in five seconds. */
  'norms.changed': () => void;
  /** Room `organisation`. These colleagues came, left, or said how they are. */
  'agent-states.changed': (event: { items: AgentPresence[] }) => void;
  /** Room `organisation`. Tickets are given to colleagues by other rules now. */
  'routing.changed': () => void;
  /** Room `wall` (of the organisation's id), at most twice a second: what the wall shows has to be read again. */
  'wall.stale': () => void;
  /** Rules are different now, or one of them was switched off. */
  'rules.changed': () => void;
  'macros.changed': () => void;
  'call.ringing': (event: { call: RingingCall }) => void;
  /** It was answered, or it ended: the telephone rings no more. */
  'call.quiet': (event: { id: string }) => void;
  /** Room `organisation`. Known differently now, or merged: `becameId` is who stands in its place. */
  'contact.changed': (event: { id: string; becameId: string | null }) => void;
  /** Room `organisation`. These orders, or what belongs to them, are different now. */
  'orders.changed': (event: { numbers: string[] }) => void;
  /** At most once a second per source. */
  'order-sources.changed': () => void;
  /** Room `ticket`. New, or changed in its delivery. */
  'message.changed': (event: { ticketId: string; message: Message }) => void;
  'activity.added': (event: { ticketId: string; activity: Activity }) => void;
  /** Room `visitor`: somebody in the chat of a shop. */
  'visitor.changed': (event: { visitor: VisitorCard }) => void;
  /** Told again every few seconds while it is true. */
  'visitor.typing': (event: { visitorId: string; typing: boolean }) => void;
  /** Room `agent`. */
  notification: (event: { notification: Notification }) => void;
  'draft.changed': (event: { ticketId: string; from: string }) => void;
  'ticket.read': (event: { ticketId: string; readAt: string }) => void;
  /** Updates of other server processes did not arrive for a while: what is on screen has to be read again. */
  'updates.missed': () => void;
  /** The session ended (signed out elsewhere, revoked, deactivated); the server closes the connection. */
  'session.ended': () => void;
}

export interface ClientToServerEvents {
  join: (request: RoomRequest, done: (answer: { ok: boolean; code?: string }) => void) => void;
  leave: (request: RoomRequest) => void;
  /** What this tab does with a ticket; `gone` on leaving it. Repeated every 20 s while true. */
  presence: (event: {
    ticketId: string;
    state: Presence['state'];
    /** What is typed is an answer to the customer, who may see it. */
    toCustomer?: boolean;
  }) => void;
}
