import { z } from 'zod';
import { id } from './common.ts';
import { ticketRow } from './tickets.ts';

/** Messages that move between tickets. */

export const splitRequest = z.object({ messageIds: z.array(id).min(1).max(200) });
export type SplitRequest = z.infer<typeof splitRequest>;
export const mergeRequest = z.object({ intoTicketId: id });
export type MergeRequest = z.infer<typeof mergeRequest>;
/** The ticket that was acted on, and the one its messages went to or came back from. */
export const twoTickets = z.object({ ticket: ticketRow, other: ticketRow });
export type TwoTickets = z.infer<typeof twoTickets>;
