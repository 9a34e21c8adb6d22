import { z } from 'zod';
import { instant } from './common.ts';

/** How many messages may leave; null: as many as there are. A day is any 24 hours. */
export const sendingLimit = z.object({
  perMinute: z.number().int().min(1).max(10_000).nullable(),
  perDay: z.number().int().min(1).max(1_000_000).nullable(),
});
export type SendingLimit = z.infer<typeof sendingLimit>;

const MEGABYTE = 1024 * 1024;
const settableLimits = {
  sending: sendingLimit,
  /** Files that make a mail larger than so many bytes, encoded as they travel, go as links to download. */
  maxMailBytes: z
    .number()
    .int()
    .min(MEGABYTE)
    .max(100 * MEGABYTE),
  /** How long such a link works. */
  linkDays: z.number().int().min(1).max(3650),
  /** Of a larger mail that comes in, files are left out. */
  maxIncomingBytes: z
    .number()
    .int()
    .min(MEGABYTE)
    .max(60 * MEGABYTE),
  /** Its sender is told so by mail. */
  answerTooLarge: z.boolean(),
};
/** What an account may send and take in, and how much of it is used. */
export const channelLimits = z.object({
  ...settableLimits,
  /** What applies unless somebody changes it: what the provider is known to allow. */
  usual: z.object({ sending: sendingLimit, maxMailBytes: z.number().int() }),
  used: z.object({ lastMinute: z.number().int(), lastDay: z.number().int() }),
  /** What becomes of mail above `maxIncomingBytes`: its text is taken, or its sender keeps it and is told by their mail server. */
  largeIncoming: z.enum(['partly', 'refused']),
  /** Messages that wait for the limit or for the provider. */
  waiting: z.number().int(),
  /** The provider takes no more until then, in its own words. */
  throttled: z.object({ until: instant, reason: z.string() }).nullable(),
});
export type ChannelLimits = z.infer<typeof channelLimits>;
export const updateChannelLimitsRequest = z.object(settableLimits).partial();
export type UpdateChannelLimitsRequest = z.infer<typeof updateChannelLimitsRequest>;
