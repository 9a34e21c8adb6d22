import { z } from 'zod';
import { channelKind } from './channels.ts';

/**
 * What a message of a marketplace is. `unrecognised`: it comes from there, and none of our patterns knows it; `left`: a
 * colleague has said that this is all right. `suspicious`: it looks like one and does not come from there.
 */
export const marketplaceRecognition = z.enum(['question', 'answer', 'notice', 'undelivered', 'unrecognised', 'left', 'suspicious']);

/** What was read out of a marketplace's mail. Null: it did not say. */
export const marketplaceFacts = z.object({
  /** The channel of the marketplace, also where the mail came to a mailbox and stayed there. */
  channel: channelKind,
  recognised: marketplaceRecognition,
  /** By which pattern, and which version of it. */
  pattern: z.object({ key: z.string(), version: z.number().int() }).nullable(),
  orderNumber: z.string().nullable(),
  caseNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  product: z.object({ title: z.string().nullable(), ean: z.string().nullable() }).nullable(),
  /** What the question is about, as the customer chose it there. */
  topic: z.string().nullable(),
  /** ISO 3166-1, of the customer. */
  country: z.string().nullable(),
  /** The receiving mail server has checked that it comes from there; false: it said nothing. */
  senderProven: z.boolean(),
});
export type MarketplaceFacts = z.infer<typeof marketplaceFacts>;
