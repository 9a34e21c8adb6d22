import type { ChannelAccount, ConnectForwardingRequest, UpdateSendingRequest } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { withMaxBytes } from './connect-email.service.ts';
import { EmailConnectionFailed, ForwardingOff, NotForwarded } from './email.errors.ts';
import { type EmailAccountSecrets, type EmailAccountSettings, emailAccountSecrets, emailAccountSettings } from './email-account.ts';
import { ForwardingAddresses } from './forwarding-addresses.ts';
import { TestConnection } from './test-connection.ts';

/** Connects addresses whose mail the shop forwards to us: it gives no password to read it. */
@Injectable()
export class ForwardedMailAccounts {
  constructor(
    private readonly addresses: ForwardingAddresses,
    private readonly test: TestConnection,
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  get isOffered(): boolean {
    return this.config.smtpListener !== undefined;
  }

  /** @throws {ForwardingOff | EmailConnectionFailed | ChannelAddressTaken | NotFound} */
  async connect({ address, shopId, name, smtp }: ConnectForwardingRequest): Promise<ChannelAccount> {
    if (!this.isOffered) throw new ForwardingOff();
    const tested = smtp && (await this.test.sending(smtp, address));
    if (tested && !tested.step.ok) throw new EmailConnectionFailed(tested.step);
    const settings: EmailAccountSettings = {
      imap: null,
      smtp: smtp && withMaxBytes(smtp, tested?.maxBytes),
      forwardToken: this.addresses.newToken(),
    };
    const secrets: EmailAccountSecrets = { imapPassword: '', smtpPassword: smtp?.password ?? '' };
    return this.unitOfWork.run(async (tx) => {
      const id = await this.changes.create(tx, { kind: 'email', shopId, name, address, settings, secrets, backfill: null });
      return this.shown(tx, id);
    });
  }

  /**
   * Another server for sending, or none any more.
   * @throws {EmailConnectionFailed | NotFound | NotForwarded}
   */
  async setSending(id: string, { smtp }: UpdateSendingRequest): Promise<ChannelAccount> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'email') throw new NotFound('channel');
    const settings = emailAccountSettings.parse(account.settings);
    const secrets = emailAccountSecrets.parse(account.secrets);
    if (settings.imap !== null || 'tokens' in secrets) throw new NotForwarded();
    const server = smtp && { ...smtp, password: smtp.password || secrets.smtpPassword };
    const tested = server && (await this.test.sending(server, account.address));
    if (tested && !tested.step.ok) throw new EmailConnectionFailed(tested.step);
    return this.unitOfWork.run(async (tx) => {
      const after: EmailAccountSettings = { ...settings, smtp: server && withMaxBytes(server, tested?.maxBytes) };
      await this.changes.setConnection(tx, id, after, { imapPassword: '', smtpPassword: server?.password ?? '' });
      return this.shown(tx, id);
    });
  }

  private async shown(tx: Tx, id: string): Promise<ChannelAccount> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw new NotFound('channel');
    return account;
  }
}
