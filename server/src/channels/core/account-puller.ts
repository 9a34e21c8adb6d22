import { Injectable } from '@nestjs/common';
import { AccountHealth } from './account-health.ts';
import { ChannelSecretsUnreadable } from './channel-account.errors.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** Hands an account to the adapter of its channel, to bring its messages in. */
@Injectable()
export class AccountPuller {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly health: AccountHealth,
  ) {}

  /** Runs until the signal aborts, or until nothing can be done without a person. */
  async pull(channelAccountId: string, signal: AbortSignal): Promise<void> {
    try {
      const account = await this.accounts.forAdapter(channelAccountId);
      if (account) await this.registry.get(account.kind).pull?.(account, signal);
    } catch (error) {
      if (!(error instanceof ChannelSecretsUnreadable)) throw error;
      this.health.needsAttention(channelAccountId, 'receive', { code: error.code, message: error.message });
    }
  }
}
