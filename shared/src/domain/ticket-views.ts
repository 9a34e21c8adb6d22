import type { TicketRow, ViewId, ViewSort } from '../contracts/tickets.ts';

/**
 * Which tickets stand in which view, and in what order. The server asks the same of its tables (the two are held against
 * each other in a test); the console applies it to rows that change while they are on screen.
 */

/** What membership and order depend on. */
export type ViewFacts = Pick<
  TicketRow,
  'id' | 'status' | 'assigneeId' | 'teamId' | 'shopId' | 'lastMessageAt' | 'waitingSince' | 'snoozedUntil' | 'deadline'
>;

export function belongsToView(view: ViewId, ticket: ViewFacts, agentId: string): boolean {
  switch (view) {
    case 'mine':
      return ticket.status === 'open' && ticket.assigneeId === agentId;
    case 'unassigned':
      return ticket.status === 'open' && ticket.assigneeId === null;
    case 'open':
      return ticket.status === 'open';
    case 'breaching':
      return isUnfinished(ticket.status) && (ticket.deadline?.state === 'warned' || ticket.deadline?.state === 'breached');
    case 'pending':
      return ticket.status === 'pending';
    case 'snoozed':
      return ticket.status === 'snoozed';
    case 'solved':
      return ticket.status === 'solved' || ticket.status === 'closed';
    case 'spam':
      return ticket.status === 'spam';
    default:
      return ticket.status === 'open' && ticket.teamId === view.slice('team:'.length);
  }
}

/** Negative when `a` stands above `b`. */
export function compareInView(sort: ViewSort, a: ViewFacts, b: ViewFacts): number {
  if (sort === 'due') return byDue(a, b);
  return sort === 'waiting' ? byWaiting(a, b) : byNewest(a, b);
}

/** Latest message first; the id decides between equals, so that a page ends at one exact place. */
function byNewest(a: ViewFacts, b: ViewFacts): number {
  return compare(b.lastMessageAt, a.lastMessageAt) || compare(b.id, a.id);
}

/** Longest waiting first; where nobody waits comes last, newest first. */
function byWaiting(a: ViewFacts, b: ViewFacts): number {
  if (a.waitingSince !== null && b.waitingSince !== null) return compare(a.waitingSince, b.waitingSince) || compare(a.id, b.id);
  if (a.waitingSince === null && b.waitingSince === null) return byNewest(a, b);
  return a.waitingSince === null ? 1 : -1;
}

/** The next deadline first; what has none to come, newest first. */
function byDue(a: ViewFacts, b: ViewFacts): number {
  const [one, other] = [a.deadline?.dueAt ?? null, b.deadline?.dueAt ?? null];
  if (one !== null && other !== null) return compare(one, other) || compare(a.id, b.id);
  if (one === null && other === null) return byNewest(a, b);
  return one === null ? 1 : -1;
}

function isUnfinished(status: TicketRow['status']): boolean {
  return status === 'open' || status === 'pending' || status === 'snoozed';
}

/** Moments are ISO 8601 in UTC with milliseconds and ids are lower case: their order is that of their characters. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
