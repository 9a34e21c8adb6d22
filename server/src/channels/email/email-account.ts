import { emailSignIn, transportSecurity } from '@balie/shared/contracts/channels.ts';
import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';

const server = z.object({ host: z.string(), port: z.number().int(), security: transportSecurity, user: z.string() });
/** As it stands in `channel_accounts.settings`. */
export const emailAccountSettings = z.object({
  /** Null when mail is forwarded to us. */
  imap: server.nullable(),
  /** Null when nothing can be sent. `maxBytes`: of a mail, as the server says (RFC 1870). */
  smtp: server.extend({ maxBytes: z.number().int().positive().optional() }).nullable(),
  signIn: emailSignIn.optional(),
  /** The part before the @ of the address that mail is forwarded to. */
  forwardToken: z.string().optional(),
  /** Copies of replies go into the folder of sent mail; absent: as the provider needs it. */
  copyToSent: z.boolean().optional(),
});
export type EmailAccountSettings = z.infer<typeof emailAccountSettings>;

const known = new WeakMap<object, EmailAccountSettings>();

/** The settings of an account; read once for each time that the account is opened. */
export function settingsOf({ settings }: Pick<ChannelAccountForAdapter, 'settings'>): EmailAccountSettings {
  const given = settings as object;
  const before = known.get(given);
  if (before) return before;
  const read = emailAccountSettings.parse(settings);
  known.set(given, read);
  return read;
}

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

/** The account has no server for this way: its mail is forwarded, or it cannot send. */
export class NoMailServer extends Error {}

export function imapServerOf(account: ChannelAccountForAdapter): MailServer {
  const { imap } = settingsOf(account);
  if (!imap) throw new NoMailServer('Mail of this address is forwarded to Balie, not fetched.');
  const secrets = emailAccountSecrets.parse(account.secrets);
  return { ...imap, ...('tokens' in secrets ? token(secrets.tokens) : { password: secrets.imapPassword }) };
}

export function smtpServerOf(account: ChannelAccountForAdapter): MailServer {
  const { smtp } = settingsOf(account);
  if (!smtp) throw new NoMailServer('This address can only receive: no server for sending is set.');
  const secrets = emailAccountSecrets.parse(account.secrets);
  return { ...smtp, ...('tokens' in secrets ? token(secrets.tokens) : { password: secrets.smtpPassword }) };
}

const token = ({ accessToken }: OAuthTokens) => ({ password: '', accessToken });
