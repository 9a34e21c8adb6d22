import { z } from 'zod';
import { id, instant } from './common.ts';
import { priority, tagName, ticketRow, ticketStatus } from './tickets.ts';

const changes = z
  .object({
    status: z.enum(['open', 'pending', 'solved', 'closed', 'spam']),
    priority,
    assigneeId: id.nullable(),
    teamId: id.nullable(),
    subject: z.string().trim().min(1).max(500),
    /** Snoozes the ticket until then. */
    snoozedUntil: instant,
    addTags: z.array(tagName).max(20),
    removeTags: z.array(tagName).max(20),
  })
  .partial();
export type TicketChanges = z.infer<typeof changes>;
/** The value the agent saw of each field that is to change. */
const expected = z
  .object({ status: ticketStatus, priority, assigneeId: id.nullable(), teamId: id.nullable(), subject: z.string() })
  .partial();
/** Where another value than `expected` stands now, the answer is 409 `ticket_changed`. */
export const updateTicketRequest = z.object({ changes, expected: expected.default({}) });
export type UpdateTicketRequest = z.infer<typeof updateTicketRequest>;
/** Tickets of which another value than `expected`, by their ids, stands now are left alone; all others are changed. */
export const bulkUpdateRequest = z.object({
  ids: z.array(id).min(1).max(200),
  changes,
  expected: z.partialRecord(id, expected).default({}),
});
export type BulkUpdateRequest = z.infer<typeof bulkUpdateRequest>;
export const bulkUpdateResult = z.object({
  updated: z.array(ticketRow),
  /** Old values of what changed, per ticket, so that the console can offer an undo. */
  undo: z.array(z.object({ id, changes })),
  /** Left alone, as a colleague changed them meanwhile. */
  overtaken: z.array(ticketRow),
});
export type BulkUpdateResult = z.infer<typeof bulkUpdateResult>;
