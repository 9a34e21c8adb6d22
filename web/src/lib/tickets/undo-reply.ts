import { message as messageSchema, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { sendJson } from '../http.ts';
import { applyPersonal, applyTicket, changeDetail } from './ticket-cache.ts';
import { withMessage } from './timeline-data.ts';

/**
 * Takes a reply back within its window. What was written stands in the composer again: as a draft of the ticket.
 * @throws {ApiError | Unreachable}
 */
export async function undoReply(ticketId: string, messageId: string): Promise<void> {
  const { ticket, draft } = await sendJson('POST', undoneReply, `/api/messages/${messageId}/undo`);
  applyTicket(ticket);
  applyPersonal(ticketId, { hasDraft: true });
  changeDetail(ticketId, (detail) => {
    const message = detail.timeline.items.find((item) => item.kind === 'message' && item.message.id === messageId);
    const drafts = [...detail.drafts.filter(({ kind }) => kind !== draft.kind), draft];
    if (message?.kind !== 'message') return { ...detail, drafts };
    const undone = { ...message.message, delivery: { ...message.message.delivery, state: 'undone' as const, undoUntil: null } };
    return { ...withMessage(detail, undone), drafts };
  });
}

/** Sends a failed reply once more. @throws {ApiError | Unreachable} */
export async function retryReply(ticketId: string, messageId: string): Promise<void> {
  const message = await sendJson('POST', messageSchema, `/api/messages/${messageId}/retry`);
  changeDetail(ticketId, (detail) => withMessage(detail, message));
}
