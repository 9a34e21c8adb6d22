import { z } from 'zod';
import { id, instant, page } from './common.ts';

/** An inbound message that could not be turned into a ticket message; its raw bytes are kept. */
export const failedMessage = z.object({
  id,
  channelAccountId: id,
  channelName: z.string(),
  reason: z.string(),
  attempts: z.number().int(),
  sizeBytes: z.number().int(),
  /** What could be read of it without parsing: for mail the From and Subject lines. */
  summary: z.string(),
  receivedAt: instant,
  failedAt: instant,
});
export type FailedMessage = z.infer<typeof failedMessage>;
export const failedMessagePage = page(failedMessage);
