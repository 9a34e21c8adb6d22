import type { ChannelAccount, ConnectForwardingRequest } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { withMaxBytes } from './connect-email.service.ts';
import { EmailConnectionFailed, ForwardingOff } from './email.errors.ts';
import type { EmailAccountSecrets, EmailAccountSettings } from './email-account.ts';
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
      const account = await this.accounts.find(tx, id);
      if (!account) throw new NotFound('channel');
      return account;
    });
  }
}
