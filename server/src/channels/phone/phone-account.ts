import { phoneProvider } from '@balie/shared/contracts/phone.ts';
import { z } from 'zod';

/** What is kept of a connected number. */
export const phoneAccountSettings = z.object({
  provider: phoneProvider,
});
export type PhoneAccountSettings = z.infer<typeof phoneAccountSettings>;

/** Null where nothing is signed. */
export const phoneAccountSecrets = z.object({ secret: z.string().nullable() });
export type PhoneAccountSecrets = z.infer<typeof phoneAccountSecrets>;
