import { z } from 'zod';
import { id, locale } from './common.ts';

/** Ids that Meta gives: digits. */
const metaId = z
  .string()
  .trim()
  .regex(/^\d{5,25}$/);
const secret = z.string().trim().min(10).max(1_000);

/** What an owner finds at Meta. */
export const whatsAppConnection = z.object({
  phoneNumberId: metaId,
  /** Of the WhatsApp Business account that the number belongs to. */
  businessAccountId: metaId,
  accessToken: secret,
  /** Of the app; Meta signs its calls with it. */
  appSecret: z
    .string()
    .trim()
    .regex(/^[0-9a-fA-F]{32}$/),
});
export type WhatsAppConnection = z.infer<typeof whatsAppConnection>;

export const whatsAppFailureCode = z.enum([
  'token_refused',
  'no_permission',
  'number_unknown',
  'business_account_unknown',
  'unreachable',
  'refused',
]);
export type WhatsAppFailureCode = z.infer<typeof whatsAppFailureCode>;

/** A failed test is an answer. */
export const whatsAppTestResult = z.object({
  ok: z.boolean(),
  code: whatsAppFailureCode.nullable(),
  /** Meta's own words. */
  detail: z.string().nullable(),
  /** As customers see it: +31 20 123 4567. */
  displayNumber: z.string().nullable(),
  verifiedName: z.string().nullable(),
});
export type WhatsAppTestResult = z.infer<typeof whatsAppTestResult>;

export const connectWhatsAppRequest = whatsAppConnection.extend({
  shopId: id,
  name: z.string().trim().min(1).max(120),
  /** In which language the timeline tells of a reaction or a deleted message. */
  locale: locale.default('nl'),
});
export type ConnectWhatsAppRequest = z.infer<typeof connectWhatsAppRequest>;

/** What of a connected number may be seen; the secrets never are. */
export const whatsAppSettings = z.object({
  phoneNumberId: z.string(),
  businessAccountId: z.string(),
  displayNumber: z.string(),
  verifiedName: z.string(),
  /** To be entered at Meta. */
  webhook: z.object({ url: z.string(), verifyToken: z.string() }),
  /** Meta has called us. */
  calledBack: z.boolean(),
});
export type WhatsAppSettings = z.infer<typeof whatsAppSettings>;

/** Empty values keep what is stored. */
export const updateWhatsAppRequest = z.object({
  accessToken: z.union([z.literal(''), secret]),
  appSecret: z.union([z.literal(''), whatsAppConnection.shape.appSecret]),
});
export type UpdateWhatsAppRequest = z.infer<typeof updateWhatsAppRequest>;
