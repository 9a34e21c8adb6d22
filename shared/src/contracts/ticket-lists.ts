import { z } from 'zod';
import { id, page } from './common.ts';
import { message, personalRow } from './tickets.ts';

export const failedDelivery = z.object({ ticket: personalRow, message });
export const failedDeliveryPage = page(failedDelivery);

export const tagList = z.object({ items: z.array(z.object({ name: z.string(), count: z.number().int() })) });

/** Those that the agent has passed over. */
export const nextTicketQuery = z.object({
  skip: z
    .array(id)
    .or(id.transform((one) => [one]))
    .default([]),
});
export type NextTicketQuery = z.infer<typeof nextTicketQuery>;
/**
 * The open ticket that this agent does best to take up: theirs, or nobody's (of a team of theirs, or of none); the next deadline first, then
 * who waits longest, then the oldest. Null: there is none.
 */
export const nextTicket = z.object({ ticket: personalRow.nullable() });
