import type { ChannelAccount, ConnectEmailRequest, EmailConnection, EmailSettings } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import type { Backfill } from '../core/channel-account-row.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { EmailConnectionFailed } from './email.errors.ts';
import { type EmailAccountSecrets, type EmailAccountSettings, emailAccountSecrets, emailAccountSettings } from './email-account.ts';
import { MailboxCursors } from './mailbox-cursors.ts';
import { copiesToSent } from './sent-folder.ts';
import { TestConnection, type TestedConnection } from './test-connection.ts';

type StoredConnection = EmailConnection & { readonly copyToSent?: boolean | undefined };

const DAY_MS = 86_400_000;

/** Connects mailboxes and changes how they are reached; nothing is stored that was not tried for real. */
@Injectable()
export class ConnectEmail {
  constructor(
    private readonly test: TestConnection,
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly cursors: MailboxCursors,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Mail that arrives from this moment on comes in; the history that was asked for follows. @throws {EmailConnectionFailed | ChannelAddressTaken | NotFound} */
  async connect(request: ConnectEmailRequest): Promise<ChannelAccount> {
    const { inbox } = await this.tested(request);
    if (!inbox) throw new NotFound('inbox');
    return this.unitOfWork.run(async (tx) => {
      const id = await this.changes.create(tx, {
        kind: 'email',
        shopId: request.shopId,
        name: request.name,
        address: request.address,
        settings: settingsOf(request),
        secrets: secretsOf(request),
        backfill: this.backfill(request.historyDays),
      });
      const lastUid = inbox.uidNext - 1;
      await this.cursors.place(tx, id, {
        uidValidity: inbox.uidValidity,
        lastUid,
        backfillNextUid: request.historyDays === null ? null : lastUid,
      });
      return this.shown(tx, id);
    });
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<EmailSettings> {
    const { address, imap, smtp, copyToSent } = await this.stored(id);
    const settings = settingsOf({ imap, smtp, copyToSent });
    return { ...settings, address, copyToSent: copiesToSent(settings) };
  }

  /** Empty passwords keep the stored ones. @throws {EmailConnectionFailed | NotFound} */
  async update(id: string, wanted: Pick<StoredConnection, 'imap' | 'smtp' | 'copyToSent'>): Promise<ChannelAccount> {
    const known = await this.stored(id);
    const connection = {
      address: known.address,
      copyToSent: wanted.copyToSent ?? known.copyToSent,
      imap: { ...wanted.imap, password: wanted.imap.password || known.imap.password },
      smtp: { ...wanted.smtp, password: wanted.smtp.password || known.smtp.password },
    };
    await this.tested(connection);
    return this.unitOfWork.run(async (tx) => {
      await this.changes.setConnection(tx, id, settingsOf(connection), secretsOf(connection));
      return this.shown(tx, id);
    });
  }

  private async tested(connection: EmailConnection): Promise<TestedConnection> {
    const tested = await this.test.execute(connection);
    const failed = tested.result.steps.find(({ ok }) => !ok);
    if (failed) throw new EmailConnectionFailed(failed);
    return tested;
  }

  private async stored(id: string): Promise<StoredConnection> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'email') throw new NotFound('channel');
    const settings = emailAccountSettings.parse(account.settings);
    const secrets = emailAccountSecrets.parse(account.secrets);
    return {
      address: account.address,
      copyToSent: settings.copyToSent,
      imap: { ...settings.imap, password: secrets.imapPassword },
      smtp: { ...settings.smtp, password: secrets.smtpPassword },
    };
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

function settingsOf({ imap, smtp, copyToSent }: Omit<StoredConnection, 'address'>): EmailAccountSettings {
  const servers = { imap: withoutPassword(imap), smtp: withoutPassword(smtp) };
  return copyToSent === undefined ? servers : { ...servers, copyToSent };
}

function secretsOf({ imap, smtp }: Pick<EmailConnection, 'imap' | 'smtp'>): EmailAccountSecrets {
  return { imapPassword: imap.password, smtpPassword: smtp.password };
}

function withoutPassword({ host, port, security, user }: EmailConnection['imap']): EmailAccountSettings['imap'] {
  return { host, port, security, user };
}
