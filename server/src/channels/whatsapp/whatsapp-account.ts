import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';

/** How a WhatsApp number is stored with its account. */
export const whatsAppAccountSettings = z.object({
  phoneNumberId: z.string(),
  businessAccountId: z.string(),
  displayNumber: z.string(),
  verifiedName: z.string(),
  /** Meta gives it back when it asks whether the webhook is ours. */
  verifyToken: z.string(),
  /** In which words of ours the timeline tells of a reaction or a deleted message. */
  locale: z.enum(['nl', 'en']),
});
export type WhatsAppAccountSettings = z.infer<typeof whatsAppAccountSettings>;

export const whatsAppAccountSecrets = z.object({ accessToken: z.string(), appSecret: z.string() });
export type WhatsAppAccountSecrets = z.infer<typeof whatsAppAccountSecrets>;

export function settingsOf({ settings }: Pick<ChannelAccountForAdapter, 'settings'>): WhatsAppAccountSettings {
  return whatsAppAccountSettings.parse(settings);
}

export function secretsOf({ secrets }: Pick<ChannelAccountForAdapter, 'secrets'>): WhatsAppAccountSecrets {
  return whatsAppAccountSecrets.parse(secrets);
}
