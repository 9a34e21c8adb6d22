import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { keepCopies, SentCopies } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelRegistry } from './channel-registry.ts';

const BATCH = 20;
/** Afterwards the messages say that there is no copy. */
const GIVE_UP_AFTER_HOURS = 48;

/**
 * Keeps copies of what was sent, apart from sending: the reply has left, whatever becomes of its copy. At least once by
 * the queue, once in effect, because the adapter looks whether the copy is there already.
 */
@Injectable()
export class SentCopiesWorker implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly runner: JobRunner,
    private readonly copies: SentCopies,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly unitOfWork: UnitOfWork,
    log: Log,
  ) {
    this.log = log.named('sent-copies');
  }

  onModuleInit(): void {
    this.runner.handle(keepCopies, ({ channelAccountId }, { signal }) => this.keep(channelAccountId, signal));
  }

  /** @throws when copies remain: the queue tries again, with growing waits */
  private async keep(channelAccountId: string, stopping: AbortSignal): Promise<void> {
    const account = await this.accounts.forAdapter(channelAccountId);
    const adapter = account && this.registry.get(account.kind);
    if (!account || !adapter?.keepCopies) return this.copies.giveUp(channelAccountId, 0, 'There is no copy among the sent mail.');
    for (;;) {
      const messages = await this.copies.due(channelAccountId, BATCH);
      if (messages.length === 0) return;
      if (stopping.aborted) throw new Error('The server shuts down; the copies follow');
      try {
        // Nobody is asked again who refused us until a person has mended it.
        const fault = await this.lastingFault(channelAccountId);
        if (fault !== null) throw new Error(fault);
        await adapter.keepCopies(account, messages, (messageId) => this.copies.markKept(messageId));
      } catch (error) {
        this.log.warn({ err: error, channelAccountId }, 'Copies of sent messages could not be kept; tried again later');
        const reason = `Sent, but not copied into the folder of sent mail: ${error instanceof Error ? error.message : String(error)}`;
        await this.copies.giveUp(channelAccountId, GIVE_UP_AFTER_HOURS, reason);
        throw error;
      }
    }
  }

  /** Why the account cannot be reached without a person, in words; null when it can. */
  private async lastingFault(channelAccountId: string): Promise<string | null> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ fault: string | null }>(
        `select case when (faults->'receive'->>'needsPerson')::boolean then faults->'receive'->>'message' end as fault
           from channel_accounts where organisation_id = $1 and id = $2`,
        [tx.organisationId, channelAccountId],
      ),
    );
    return row?.fault ?? null;
  }
}
