import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { type OutgoingMessage, OutgoingMessages, type SentMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { AttemptResult } from './delivery-attempt.ts';
import { GIVE_UP_AFTER_HOURS, waitAfter } from './delivery-backoff.ts';
import type { Refusal } from './sending-limits.ts';

/** How long a message waits before it looks again whether its account works; a working account wakes it earlier. */
const WAIT_SECONDS = 300;

/** Writes down how an attempt went, and plans the next one. */
@Injectable()
export class DeliveryOutcome {
  constructor(
    private readonly outgoing: OutgoingMessages,
    private readonly clock: Clock,
  ) {}

  /** All of them, or none. */
  sent(messages: readonly SentMessage[]): Promise<void> {
    return this.outgoing.markSent(messages);
  }

  async record(message: OutgoingMessage, result: Exclude<AttemptResult, { outcome: 'sent' }>): Promise<void> {
    switch (result.outcome) {
      case 'rejected':
        return this.outgoing.markFailed(message.id, result.reason);
      case 'waiting':
        return this.outgoing.markWaiting(message.id, result.reason, this.in(WAIT_SECONDS));
      case 'retry': {
        const seconds = waitAfter(message.attempt, Math.random(), result.afterSeconds);
        if (seconds !== undefined) return this.retry(message, result.reason, seconds);
        return this.outgoing.markFailed(message.id, gaveUp(result.reason));
      }
    }
  }

  /**
   * The provider takes no more of the account: no fault of this message, and the attempt does not count. Nor does it wait
   * for ever: after two days it fails, and with it all that has waited as long, for a person to decide.
   */
  async throttled(message: OutgoingMessage, why: string, { until, since }: Refusal): Promise<void> {
    const longAgo = this.in(-GIVE_UP_AFTER_HOURS * 3_600);
    if (since > longAgo || message.createdAt > longAgo) return this.outgoing.markWaiting(message.id, why, until, 'provider');
    const others = await this.outgoing.waitingForProvider(message.channelAccountId, longAgo);
    for (const id of new Set([...others, message.id])) await this.outgoing.markFailed(id, gaveUp(why));
  }

  private async retry(message: OutgoingMessage, why: string, seconds: number): Promise<void> {
    await this.outgoing.markRetrying(message.id, why, this.in(seconds));
  }

  in(seconds: number): Date {
    return new Date(this.clock.now().getTime() + seconds * 1000);
  }
}

function gaveUp(why: string): string {
  return reason('gave-up', { hours: GIVE_UP_AFTER_HOURS, reason: why });
}
