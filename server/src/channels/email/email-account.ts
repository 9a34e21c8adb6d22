import { transportSecurity } from '@balie/shared/contracts/channels.ts';
import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';

const server = z.object({ host: z.string(), port: z.number().int(), security: transportSecurity, user: z.string() });
/** As it stands in `channel_accounts.settings`. */
export const emailAccountSettings = z.object({
  imap: server,
  smtp: server,
  /** Copies of replies go into the folder of sent mail; absent: as the provider needs it. */
  copyToSent: z.boolean().optional(),
});
export type EmailAccountSettings = z.infer<typeof emailAccountSettings>;
/** As it stands encrypted in `channel_accounts.secrets`. */
export const emailAccountSecrets = z.object({ imapPassword: z.string(), smtpPassword: z.string() });
export type EmailAccountSecrets = z.infer<typeof emailAccountSecrets>;

/** How to reach one of the two servers of a mailbox. */
export type MailServer = z.infer<typeof server> & { readonly password: string };

export function imapServerOf(account: ChannelAccountForAdapter): MailServer {
  return { ...emailAccountSettings.parse(account.settings).imap, password: emailAccountSecrets.parse(account.secrets).imapPassword };
}

export function smtpServerOf(account: ChannelAccountForAdapter): MailServer {
  return { ...emailAccountSettings.parse(account.settings).smtp, password: emailAccountSecrets.parse(account.secrets).smtpPassword };
}
