import { z } from 'zod';
import { id, instant } from './common.ts';

/** Who tells of calls: `generic` is any telephone exchange that can send JSON. */
export const phoneProvider = z.enum(['twilio', 'voys', 'generic']);
export type PhoneProvider = z.infer<typeof phoneProvider>;

/** For Twilio the auth token. For the others it is made here. */
const secret = z.string().trim().min(8).max(200);

export const connectPhoneRequest = z.object({
  provider: phoneProvider,
  shopId: id,
  name: z.string().trim().min(1).max(120),
  /** The shop's own number, as people write it. */
  number: z.string().trim().min(4).max(40),
  /** Needed for Twilio. */
  secret: secret.nullable(),
});
export type ConnectPhoneRequest = z.infer<typeof connectPhoneRequest>;

export const phoneSettings = z.object({
  provider: phoneProvider,
  number: z.string(),
  /** What the provider calls. Whoever has it can tell of calls: it is a secret too. */
  webhookUrl: z.string(),
  /** Whether calls of this provider are signed. */
  signed: z.boolean(),
  /** The newest call that was told of, to see a test call arrive. */
  lastCall: z.object({ number: z.string().nullable(), rangAt: instant }).nullable(),
});
export type PhoneSettings = z.infer<typeof phoneSettings>;

/** Shown once. */
export const connectedPhone = z.object({ accountId: id, secret: z.string().nullable() });
export type ConnectedPhone = z.infer<typeof connectedPhone>;

/** For Twilio the new auth token; otherwise null, and a new secret is made. */
export const renewPhoneSecretRequest = z.object({ secret: secret.nullable() });
export type RenewPhoneSecretRequest = z.infer<typeof renewPhoneSecretRequest>;
