import type { TicketChanges, UpdateTicketRequest } from '@balie/shared/contracts/ticket-changes.ts';
import type { TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { LockedTicket } from './lock-ticket.ts';
import type { NewActivity } from './record-activities.ts';
import { storableSubject } from './storable-text.ts';

/** The part of a ticket that colleagues change by hand. */
export type Changeable = Pick<LockedTicket, 'status' | 'priority' | 'assigneeId' | 'teamId' | 'subject' | 'snoozedUntil' | 'tags'>;

export interface PlannedChange {
  readonly next: Changeable;
  readonly activities: readonly NewActivity[];
  /** What, given as changes, brings the old values back. */
  readonly undo: TicketChanges;
}

/** What a ticket becomes. Undefined: it is like that already. */
export function planChange(ticket: LockedTicket, changes: TicketChanges, agentId: string | null): PlannedChange | undefined {
  const next = changed(ticket, changes);
  const activities: NewActivity[] = [];
  const undo: { -readonly [Key in keyof TicketChanges]: TicketChanges[Key] } = {};
  const record = (type: NewActivity['type'], data: Record<string, unknown>) =>
    activities.push({ ticketId: ticket.id, type, agentId, data });

  if (next.status === 'snoozed' && next.snoozedUntil?.getTime() !== ticket.snoozedUntil?.getTime()) {
    record('snoozed', { from: ticket.status, until: next.snoozedUntil?.toISOString() });
    Object.assign(undo, statusUndo(ticket));
  } else if (next.status !== ticket.status) {
    record('status_changed', { from: ticket.status, to: next.status });
    Object.assign(undo, statusUndo(ticket));
  }
  if (next.assigneeId !== ticket.assigneeId) {
    record('assigned', { from: ticket.assigneeId, to: next.assigneeId });
    undo.assigneeId = ticket.assigneeId;
  }
  if (next.teamId !== ticket.teamId) {
    record('team_changed', { from: ticket.teamId, to: next.teamId });
    undo.teamId = ticket.teamId;
  }
  if (next.priority !== ticket.priority) {
    record('priority_changed', { from: ticket.priority, to: next.priority });
    undo.priority = ticket.priority;
  }
  if (next.subject !== ticket.subject) {
    record('subject_changed', { from: ticket.subject, to: next.subject });
    undo.subject = ticket.subject;
  }
  const added = next.tags.filter((tag) => !ticket.tags.includes(tag));
  const removed = ticket.tags.filter((tag) => !next.tags.includes(tag));
  if (added.length + removed.length > 0) {
    record('tags_changed', { added, removed });
    if (added.length > 0) undo.removeTags = added;
    if (removed.length > 0) undo.addTags = removed;
  }
  return activities.length > 0 ? { next, activities, undo } : undefined;
}

/** Of the fields that are to change, those that hold something else than the agent saw, with what they hold now. */
export function overtaken(ticket: LockedTicket, { changes, expected }: UpdateTicketRequest): Record<string, unknown> | undefined {
  const fields = ['status', 'priority', 'assigneeId', 'teamId', 'subject'] as const;
  const wanted = { ...changes, status: changes.snoozedUntil === undefined ? changes.status : ('snoozed' as TicketStatus) };
  const lost = fields.filter((field) => {
    // Where both wanted the same, nobody loses anything.
    if (expected[field] === undefined || wanted[field] === undefined || ticket[field] === wanted[field]) return false;
    return ticket[field] !== expected[field];
  });
  return lost.length > 0 ? Object.fromEntries(lost.map((field) => [field, ticket[field]])) : undefined;
}

function changed(ticket: LockedTicket, changes: TicketChanges): Changeable {
  const status = changes.snoozedUntil === undefined ? (changes.status ?? ticket.status) : 'snoozed';
  const until = changes.snoozedUntil === undefined ? ticket.snoozedUntil : new Date(changes.snoozedUntil);
  const removed = new Set(changes.removeTags);
  return {
    status,
    snoozedUntil: status === 'snoozed' ? until : null,
    priority: changes.priority ?? ticket.priority,
    assigneeId: changes.assigneeId === undefined ? ticket.assigneeId : changes.assigneeId,
    teamId: changes.teamId === undefined ? ticket.teamId : changes.teamId,
    subject: changes.subject === undefined ? ticket.subject : storableSubject(changes.subject),
    tags: [...new Set([...ticket.tags, ...(changes.addTags ?? [])])].filter((tag) => !removed.has(tag)).sort(),
  };
}

function statusUndo(ticket: LockedTicket): TicketChanges {
  if (ticket.status !== 'snoozed') return { status: ticket.status };
  return ticket.snoozedUntil ? { snoozedUntil: ticket.snoozedUntil.toISOString() } : { status: 'open' };
}
