import { z } from 'zod';
import { instant } from './common.ts';

/**
 * What is promised: to answer a customer's first message, each later one, to be done with the ticket, and to pick up the telephone.
 */
export const slaTarget = z.enum(['first_response', 'next_response', 'resolution', 'speed_of_answer']);
export type SlaTarget = z.infer<typeof slaTarget>;

/**
 * The deadline that a ticket meets next: what the chip shows. Overdue ones stay until what was promised is done.
 * `warned`: most of the time is over. `paused`: the clock stands still, `leftSeconds` (of counting time) are left, and `dueAt` is null.
 */
export const ticketDeadline = z.object({
  target: slaTarget,
  state: z.enum(['running', 'warned', 'breached', 'paused']),
  dueAt: instant.nullable(),
  warnAt: instant.nullable(),
  leftSeconds: z.number().int().nullable(),
});
export type TicketDeadline = z.infer<typeof ticketDeadline>;
