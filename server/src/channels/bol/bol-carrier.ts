import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter, ChannelAdapter } from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { bolAccountSettings } from './bol-account.ts';

export interface Carrier {
  readonly account: ChannelAccountForAdapter;
  readonly adapter: ChannelAdapter;
  /** Its messages leave from there; null: none can. */
  readonly sendsFrom: string | null;
}

/** The mailbox by which a bol channel works, whatever it is connected by: bol's folder knows no other channel. */
@Injectable()
export class BolCarrier {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Does a channel of this kind send from addresses, as mailboxes do? */
  canCarry(kind: ChannelAdapter['kind']): boolean {
    return this.registry.get(kind).sendsFrom !== undefined;
  }

  async of({ settings }: Pick<ChannelAccountForAdapter, 'settings'>): Promise<Carrier | 'gone' | 'paused'> {
    const id = bolAccountSettings.parse(settings).mailAccountId;
    const account = await this.accounts.forAdapter(id);
    if (!account) return 'gone';
    const shown = await this.unitOfWork.run((tx) => this.accounts.find(tx, id));
    if (shown?.status === 'paused') return 'paused';
    const adapter = this.registry.get(account.kind);
    return { account, adapter, sendsFrom: adapter.sendsFrom?.(account) ?? null };
  }

  /** From where the answers of a bol channel leave. Undefined: its mailbox is gone. */
  async sendsFrom(tx: Tx, mailAccountId: string): Promise<string | null | undefined> {
    const [row] = await tx.query<{ kind: ChannelAdapter['kind']; address: string; settings: unknown }>(
      'select kind, address, settings from channel_accounts where organisation_id = $1 and id = $2 and removed_at is null',
      [tx.organisationId, mailAccountId],
    );
    return row && (this.registry.get(row.kind).sendsFrom?.(row) ?? null);
  }
}
