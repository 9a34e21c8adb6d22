import type { BolMailSettings, ConnectBolRequest, UpdateBolRequest } from '@balie/shared/contracts/bol-mail.ts';
import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { NoMailbox } from './bol.errors.ts';
import { bolAccountSettings } from './bol-account.ts';
import { BolAccounts } from './bol-accounts.ts';
import { BolCarrier } from './bol-carrier.ts';
import { BolStatus } from './bol-status.ts';

/** Connects a bol channel to a mailbox, and tells how it stands. */
@Injectable()
export class ConnectBol {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly changes: ChannelAccountChanges,
    private readonly bolAccounts: BolAccounts,
    private readonly carrier: BolCarrier,
    private readonly status: BolStatus,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** From then on bol's mail in that mailbox is read as such. @throws {NoMailbox | ChannelAddressTaken} */
  async connect({ mailAccountId, name, contactAddress }: ConnectBolRequest): Promise<ChannelAccount> {
    const account = await this.unitOfWork.run(async (tx) => {
      const mailbox = await this.accounts.find(tx, mailAccountId);
      if (!mailbox || !this.carrier.canCarry(mailbox.kind)) throw new NoMailbox();
      const settings = { mailAccountId, carrierKind: mailbox.kind, contactAddress };
      const made = { kind: 'bol' as const, shopId: mailbox.shopId, name, address: contactAddress, settings, secrets: {}, backfill: null };
      return this.shown(tx, await this.changes.create(tx, made));
    });
    this.bolAccounts.forget();
    return account;
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<BolMailSettings> {
    const stored = await this.stored(id);
    const { contactAddress, mailAccountId, rules } = bolAccountSettings.parse(stored.settings);
    const status = await this.status.of(id);
    return this.unitOfWork.run(async (tx) => {
      const mailbox = await this.accounts.find(tx, mailAccountId);
      const sendsFrom = (await this.carrier.sendsFrom(tx, mailAccountId)) ?? null;
      return {
        account: await this.shown(tx, id),
        contactAddress,
        mailbox: mailbox ? { id: mailbox.id, name: mailbox.name, address: mailbox.address, status: mailbox.status, sendsFrom } : null,
        rules,
        ...status,
      };
    });
  }

  /** @throws {NotFound} */
  async update(id: string, changes: UpdateBolRequest): Promise<BolMailSettings> {
    const stored = await this.stored(id);
    const settings = bolAccountSettings.parse(stored.settings);
    await this.unitOfWork.run((tx) =>
      this.changes.setSettings(tx, id, {
        ...settings,
        contactAddress: changes.contactAddress ?? settings.contactAddress,
        rules: changes.rules ?? settings.rules,
      }),
    );
    this.bolAccounts.forget();
    return this.settings(id);
  }

  /** @throws {NotFound} */
  async stored(id: string): Promise<ChannelAccountForAdapter> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'bol') throw new NotFound('channel');
    return account;
  }

  private async shown(tx: Tx, id: string): Promise<ChannelAccount> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw new NotFound('channel');
    return account;
  }
}
