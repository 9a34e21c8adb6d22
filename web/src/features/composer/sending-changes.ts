import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { type SendingChanges, type TicketRow, ticketRow } from '@balie/shared/contracts/tickets.ts';
import { sendJson } from '../../lib/http.ts';
import { applyTicket } from '../../lib/tickets/ticket-cache.ts';

/** The answer was taken back: so is what came with it. @param before the ticket as it was */
export async function changeBack(before: TicketRow, { priority, assigneeId, teamId, addTags, removeTags }: SendingChanges): Promise<void> {
  const added = addTags?.filter((tag) => !before.tags.includes(tag)) ?? [];
  const removed = removeTags?.filter((tag) => before.tags.includes(tag)) ?? [];
  await change(before.id, {
    ...(priority ? { priority: before.priority } : {}),
    ...(assigneeId ? { assigneeId: before.assigneeId } : {}),
    ...(teamId ? { teamId: before.teamId } : {}),
    ...(added.length > 0 ? { removeTags: added } : {}),
    ...(removed.length > 0 ? { addTags: removed } : {}),
  });
}

async function change(id: string, changes: TicketChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  applyTicket(await sendJson('PATCH', ticketRow, `/api/tickets/${id}`, { changes, expected: {} }));
}
