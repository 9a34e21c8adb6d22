import type { TicketChanges, UpdateTicketRequest } from '@balie/shared/contracts/ticket-changes.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';

/** What a change makes of a row; shown before the server answers. */
export function applyChanges<Row extends TicketRow>(row: Row, changes: TicketChanges): Row {
  const next = { ...row };
  if (changes.status !== undefined) {
    next.status = changes.status;
    next.snoozedUntil = null;
  }
  if (changes.snoozedUntil !== undefined) {
    next.status = 'snoozed';
    next.snoozedUntil = changes.snoozedUntil;
  }
  if (changes.priority !== undefined) next.priority = changes.priority;
  if (changes.assigneeId !== undefined) next.assigneeId = changes.assigneeId;
  if (changes.teamId !== undefined) next.teamId = changes.teamId;
  if (changes.subject !== undefined) next.subject = changes.subject;
  if (changes.addTags || changes.removeTags) {
    const removed = new Set(changes.removeTags);
    const kept = row.tags.filter((tag) => !removed.has(tag));
    next.tags = [...kept, ...(changes.addTags ?? []).filter((tag) => !kept.includes(tag))];
  }
  return next;
}

/** The changes that bring a row back to what it was. */
export function undoChanges(before: TicketRow, changes: TicketChanges): TicketChanges {
  const undo: TicketChanges = {};
  if (changes.status !== undefined || changes.snoozedUntil !== undefined) {
    if (before.status === 'snoozed' && before.snoozedUntil) undo.snoozedUntil = before.snoozedUntil;
    else if (before.status !== 'snoozed') undo.status = before.status;
  }
  if (changes.priority !== undefined) undo.priority = before.priority;
  if (changes.assigneeId !== undefined) undo.assigneeId = before.assigneeId;
  if (changes.teamId !== undefined) undo.teamId = before.teamId;
  if (changes.subject !== undefined) undo.subject = before.subject;
  const added = changes.addTags?.filter((tag) => !before.tags.includes(tag));
  const removed = changes.removeTags?.filter((tag) => before.tags.includes(tag));
  if (added?.length) undo.removeTags = added;
  if (removed?.length) undo.addTags = removed;
  return undo;
}

/** The values the agent saw of what is about to change, so that the server can tell a lost race. */
export function expectedOf(row: TicketRow, changes: TicketChanges): UpdateTicketRequest['expected'] {
  return {
    ...(changes.status !== undefined || changes.snoozedUntil !== undefined ? { status: row.status } : {}),
    ...(changes.priority !== undefined ? { priority: row.priority } : {}),
    ...(changes.assigneeId !== undefined ? { assigneeId: row.assigneeId } : {}),
    ...(changes.teamId !== undefined ? { teamId: row.teamId } : {}),
    ...(changes.subject !== undefined ? { subject: row.subject } : {}),
  };
}
