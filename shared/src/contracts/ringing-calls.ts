import { z } from 'zod';
import { id, instant } from './common.ts';
import { ticketStatus } from './tickets.ts';

/** A call that rings now, with what an agent wants to know before answering. */
export const ringingCall = z.object({
  id,
  channelAccountId: id,
  shopId: id,
  /** E.164; null when it is withheld. */
  number: z.string().nullable(),
  /** Null: nobody knows the caller. */
  contact: z.object({ id, name: z.string() }).nullable(),
  rangAt: instant,
  /** Where this call stands. */
  ticket: z.object({ id, number: z.number().int() }).nullable(),
  /** The caller's other tickets that are not done, the newest first; the first few of `openCount`. */
  open: z.array(z.object({ id, number: z.number().int(), subject: z.string(), preview: z.string(), status: ticketStatus })),
  openCount: z.number().int(),
});
export type RingingCall = z.infer<typeof ringingCall>;
export const ringingCalls = z.object({ items: z.array(ringingCall) });
