import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { deliverReaction, MessageReactions, type OutgoingReaction, reactionKey } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import type { SendResult } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { waitAfter } from './delivery-backoff.ts';

/** A sign that comes a day late says nothing any more. */
const GIVE_UP_AFTER = 12;

/** Brings our signs to customers. One that is sent twice is the same sign. */
@Injectable()
export class ReactionsWorker implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly reactions: MessageReactions,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(deliverReaction, ({ messageId }) => this.deliver(messageId));
  }

  private async deliver(messageId: string): Promise<void> {
    const reaction = await this.reactions.outgoing(messageId);
    if (!reaction) return;
    const result = await this.send(reaction);
    if (result.outcome === 'sent') return this.reactions.settle(messageId, reaction);
    if (result.outcome === 'rejected') return this.reactions.settle(messageId, reaction, result.reason);
    const seconds = waitAfter(reaction.attempts, Math.random(), result.afterSeconds);
    if (seconds === undefined || reaction.attempts >= GIVE_UP_AFTER) return this.reactions.settle(messageId, reaction, result.reason);
    const runAt = new Date(this.clock.now().getTime() + seconds * 1_000);
    const options = { key: reactionKey(messageId), queue: reactionKey(messageId), runAt };
    await this.unitOfWork.run((tx) => this.jobs.add(tx, deliverReaction, { messageId }, options));
  }

  private async send(reaction: OutgoingReaction): Promise<SendResult> {
    const account = await this.accounts.forAdapter(reaction.channelAccountId);
    if (!account) return { outcome: 'rejected', reason: reason('channel-removed') };
    const adapter = this.registry.get(account.kind);
    return (await adapter.react?.(account, reaction)) ?? { outcome: 'rejected', reason: reason('channel-removed') };
  }
}
