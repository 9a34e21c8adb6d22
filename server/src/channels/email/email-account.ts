import { emailSignIn, transportSecurity } from '@balie/shared/contracts/channels.ts';
import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';

const server = z.object({ host: z.string(), port: z.number().int(), security: transportSecurity, user: z.string() });
/** As it stands in `channel_accounts.settings`. */
export const emailAccountSettings = z.object({ imap: server, smtp: server, signIn: emailSignIn.optional() });
export type EmailAccountSettings = z.infer<typeof emailAccountSettings>;

/** What a provider gave for the owner's consent. */
export const oauthTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** ISO 8601. */
  obtainedAt: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
});
export type OAuthTokens = z.infer<typeof oauthTokens>;
export const passwords = z.object({ imapPassword: z.string(), smtpPassword: z.string() });
/** As it stands encrypted in `channel_accounts.secrets`. */
export const emailAccountSecrets = z.union([passwords, z.object({ tokens: oauthTokens })]);
export type EmailAccountSecrets = z.infer<typeof emailAccountSecrets>;

/** How to reach one of the two servers of a mailbox. */
export type MailServer = z.infer<typeof server> & {
  /** Empty where an access token stands instead. */
  readonly password: string;
  readonly accessToken?: string | undefined;
};

export function imapServerOf(account: ChannelAccountForAdapter): MailServer {
  const secrets = emailAccountSecrets.parse(account.secrets);
  return {
    ...emailAccountSettings.parse(account.settings).imap,
    ...('tokens' in secrets ? token(secrets.tokens) : { password: secrets.imapPassword }),
  };
}

export function smtpServerOf(account: ChannelAccountForAdapter): MailServer {
  const secrets = emailAccountSecrets.parse(account.secrets);
  return {
    ...emailAccountSettings.parse(account.settings).smtp,
    ...('tokens' in secrets ? token(secrets.tokens) : { password: secrets.smtpPassword }),
  };
}

const token = ({ accessToken }: OAuthTokens) => ({ password: '', accessToken });
