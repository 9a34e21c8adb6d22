import type { EmailConnection, EmailProposal, EmailSettings } from '@balie/shared/contracts/channels.ts';

/** The settings of a mailbox while somebody fills them in. */
export interface ServerDraft {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
}
export interface ConnectionDraft {
  readonly address: string;
  readonly imap: ServerDraft;
  readonly smtp: ServerDraft;
  /** Sending has a user and password of its own; nearly always it has not. */
  readonly ownSmtpLogin: boolean;
}

export function draftFromProposal(address: string, proposal: EmailProposal): ConnectionDraft {
  const login = { user: proposal.user, password: '' };
  return { address, imap: { ...proposal.imap, ...login }, smtp: { ...proposal.smtp, ...login }, ownSmtpLogin: false };
}

/** Settings of a mailbox that is fetched, not forwarded. */
export type FetchedSettings = EmailSettings & {
  readonly imap: NonNullable<EmailSettings['imap']>;
  readonly smtp: NonNullable<EmailSettings['smtp']>;
};

export function isFetched(settings: EmailSettings): settings is FetchedSettings {
  return settings.imap !== null && settings.smtp !== null;
}

export function draftFromSettings({ address, imap, smtp }: FetchedSettings): ConnectionDraft {
  return { address, imap: { ...imap, password: '' }, smtp: { ...smtp, password: '' }, ownSmtpLogin: imap.user !== smtp.user };
}

export function toConnection({ address, imap, smtp, ownSmtpLogin }: ConnectionDraft): EmailConnection {
  return { address, imap, smtp: ownSmtpLogin ? smtp : { ...smtp, user: imap.user, password: imap.password } };
}
