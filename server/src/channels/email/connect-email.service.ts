import type { ChannelAccount, ConnectEmailRequest, EmailConnection, EmailSettings, EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import type { Backfill } from '../core/channel-account-row.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { EmailConnectionFailed } from './email.errors.ts';
import {
  type EmailAccountSecrets,
  type EmailAccountSettings,
  emailAccountSecrets,
  emailAccountSettings,
  type MailServer,
  type OAuthTokens,
} from './email-account.ts';
import { ForwardingAddresses } from './forwarding-addresses.ts';
import { MailAccess } from './mail-access.ts';
import { MailboxCursors } from './mailbox-cursors.ts';
import { copiesToSent } from './sent-folder.ts';
import { type MailServers, TestConnection, type TestedConnection } from './test-connection.ts';

type Wanted = Pick<EmailConnection, 'imap' | 'smtp'> & { readonly copyToSent?: boolean | undefined };

const DAY_MS = 86_400_000;

/** By what an account works that has no password. */
export interface Granted {
  readonly signIn: EmailSignIn;
  readonly tokens: OAuthTokens;
}

/** Connects mailboxes and changes how they are reached; nothing is stored that was not tried for real. */
@Injectable()
export class ConnectEmail {
  constructor(
    private readonly test: TestConnection,
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly cursors: MailboxCursors,
    private readonly access: MailAccess,
    private readonly forwardedTo: ForwardingAddresses,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Mail that arrives from this moment on comes in; the history that was asked for follows. @throws {EmailConnectionFailed | ChannelAddressTaken | NotFound} */
  async connect(request: ConnectEmailRequest, granted?: Granted): Promise<ChannelAccount> {
    const { inbox, maxBytes } = await this.tested(request);
    if (!inbox) throw new NotFound('inbox');
    return this.unitOfWork.run(async (tx) => {
      const id = await this.changes.create(tx, {
        kind: 'email',
        shopId: request.shopId,
        name: request.name,
        address: request.address,
        settings: settingsOf(request, granted, { maxBytes }),
        secrets: secretsOf(request, granted),
        backfill: this.backfill(request.historyDays),
      });
      const lastUid = inbox.uidNext - 1;
      await this.cursors.place(tx, id, {
        folder: inbox.folder,
        uidValidity: inbox.uidValidity,
        lastUid,
        backfillNextUid: request.historyDays === null ? null : lastUid,
      });
      return this.shown(tx, id);
    });
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<EmailSettings> {
    const { address, settings } = await this.stored(id);
    const known = emailAccountSettings.parse(settings);
    const { imap, smtp, signIn, forwardToken } = known;
    const forwarding = forwardToken === undefined ? null : await this.forwardedTo.shown(id, forwardToken);
    return { address, imap, smtp, signIn: signIn ?? null, forwarding, copyToSent: copiesToSent(known) };
  }

  /**
   * Empty passwords keep what is stored; a password for fetching ends a sign-in at the provider.
   * @throws {EmailConnectionFailed | NotFound | SignInRefused | SignInUnreachable}
   */
  async update(id: string, wanted: Wanted): Promise<ChannelAccount> {
    const account = await this.stored(id);
    const { copyToSent } = wanted;
    const secrets = emailAccountSecrets.parse(account.secrets);
    if ('tokens' in secrets && wanted.imap.password === '') {
      const { accessToken } = await this.access.imap(account);
      const connection = { address: account.address, imap: { ...wanted.imap, accessToken }, smtp: { ...wanted.smtp, accessToken } };
      const current = emailAccountSecrets.parse((await this.stored(id)).secrets);
      const { signIn } = emailAccountSettings.parse(account.settings);
      if (!signIn || !('tokens' in current)) throw new NotFound('channel');
      return this.reconnect(id, connection, { signIn, tokens: current.tokens }, copyToSent);
    }
    const known = 'tokens' in secrets ? { imapPassword: '', smtpPassword: wanted.imap.password } : secrets;
    const connection = {
      address: account.address,
      imap: { ...wanted.imap, password: wanted.imap.password || known.imapPassword },
      smtp: { ...wanted.smtp, password: wanted.smtp.password || known.smtpPassword },
    };
    return this.reconnect(id, connection, undefined, copyToSent);
  }

  /**
   * Other servers, passwords or tokens for an account that is there.
   * @param copyToSent stays as it is when absent
   * @throws {EmailConnectionFailed | NotFound}
   */
  async reconnect(id: string, connection: MailServers, granted?: Granted, copyToSent?: boolean): Promise<ChannelAccount> {
    const copies = copyToSent ?? emailAccountSettings.parse((await this.stored(id)).settings).copyToSent;
    const { maxBytes } = await this.tested(connection);
    return this.unitOfWork.run(async (tx) => {
      await this.changes.setConnection(
        tx,
        id,
        settingsOf(connection, granted, { maxBytes, copyToSent: copies }),
        secretsOf(connection, granted),
      );
      return this.shown(tx, id);
    });
  }

  private async tested(connection: MailServers): Promise<TestedConnection> {
    const tested = await this.test.execute(connection);
    const failed = tested.result.steps.find(({ ok }) => !ok);
    if (failed) throw new EmailConnectionFailed(failed);
    return tested;
  }

  private async stored(id: string): Promise<ChannelAccountForAdapter> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'email') throw new NotFound('channel');
    return account;
  }

  private async shown(tx: Tx, id: string): Promise<ChannelAccount> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw new NotFound('channel');
    return account;
  }

  private backfill(days: number | null): Backfill | null {
    if (days === null) return null;
    return { total: null, done: 0, finishedAt: null, since: new Date(this.clock.now().getTime() - days * DAY_MS).toISOString() };
  }
}

interface Known {
  readonly maxBytes: number | undefined;
  readonly copyToSent?: boolean | undefined;
}

function settingsOf({ imap, smtp }: MailServers, granted: Granted | undefined, { maxBytes, copyToSent }: Known): EmailAccountSettings {
  return {
    imap: withoutSecret(imap),
    smtp: withMaxBytes(smtp, maxBytes),
    ...(granted ? { signIn: granted.signIn } : {}),
    ...(copyToSent === undefined ? {} : { copyToSent }),
  };
}

function secretsOf({ imap, smtp }: MailServers, granted: Granted | undefined): EmailAccountSecrets {
  return granted ? { tokens: granted.tokens } : { imapPassword: imap.password, smtpPassword: smtp.password };
}

/** With what the server said about its own limit. */
export function withMaxBytes(server: MailServer, maxBytes: number | undefined): NonNullable<EmailAccountSettings['smtp']> {
  return { ...withoutSecret(server), ...(maxBytes === undefined ? {} : { maxBytes }) };
}

function withoutSecret({ host, port, security, user }: MailServer): NonNullable<EmailAccountSettings['imap']> {
  return { host, port, security, user };
}
