import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { DELIVERY_LANES, deliverMessage, type OutgoingMessage, OutgoingMessages } from '../../modules/tickets/public.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner, type RunningJob } from '../../platform/queue/job-runner.ts';
import { type AttemptResult, DeliveryAttempt } from './delivery-attempt.ts';
import { DeliveryOutcome } from './delivery-outcome.ts';

/** A send that takes longer is stopped and counts as failed for now; 25 MB over a slow line takes about two minutes. */
const SEND_TIMEOUT_MS = 5 * 60_000;
/** What a running send gets to finish when the server shuts down. */
const SHUTDOWN_GRACE_MS = 10_000;
/** An adapter that does not even react to being stopped is not waited for any longer. */
const STOP_GRACE_MS = 2_000;
/** Jobs that bring messages in share the runner with these: slow providers may not take all of it. */
const MAX_SENDS = 4;
const MARK_ATTEMPTS = 5;

/**
 * Sends replies: one `deliverMessage` job is one attempt.
 *
 * The guarantee is "at least once, under one id". A reply is a row before the agent sees it as sent, so it is never
 * lost: each attempt that does not end in `sent` or in a visible failure is followed by another, also when the process
 * dies in the middle of it. When it dies, or loses its connection, after the provider took the message and before we
 * could write that down, or hangs so long that others take it for dead, the message is sent again, with the same external
 * id (for mail: Message-ID), which was recorded before the first attempt left; receivers recognise the repeat by it. In
 * no other case is it sent twice.
 */
@Injectable()
export class DeliveryWorker implements OnModuleInit {
  private readonly log: Logger;
  private readonly sending = new Map<string, number>();

  constructor(
    private readonly runner: JobRunner,
    private readonly outgoing: OutgoingMessages,
    private readonly attempt: DeliveryAttempt,
    private readonly outcome: DeliveryOutcome,
    log: Log,
  ) {
    this.log = log.named('delivery');
  }

  onModuleInit(): void {
    this.runner.handle(deliverMessage, ({ messageId }, job) => this.deliver(messageId, job));
  }

  private async deliver(messageId: string, job: RunningJob): Promise<void> {
    const message = await this.outgoing.claim(messageId);
    if (!message) return;
    if (this.isBusy(message.channelAccountId)) {
      // Spread, so that those who wait do not all come back at once.
      return this.outcome.wait(message, 'Other messages are being sent first.', 1 + 2 * Math.random());
    }
    this.count(message.channelAccountId, 1);
    try {
      await this.record(message, await this.sendInTime(message, job.signal));
    } finally {
      this.count(message.channelAccountId, -1);
    }
  }

  private async sendInTime(message: OutgoingMessage, shuttingDown: AbortSignal): Promise<AttemptResult> {
    const stop = new AbortController();
    const timers = [setTimeout(() => stop.abort(), SEND_TIMEOUT_MS)];
    const hurry = () => timers.push(setTimeout(() => stop.abort(), SHUTDOWN_GRACE_MS));
    shuttingDown.addEventListener('abort', hurry, { once: true });
    if (shuttingDown.aborted) hurry();
    const notStopping = new Promise<AttemptResult>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        timers.push(setTimeout(() => resolve({ outcome: 'retry', reason: 'The provider took too long.' }), STOP_GRACE_MS));
      });
    });
    try {
      return await Promise.race([this.attempt.send(message, stop.signal), notStopping]);
    } finally {
      shuttingDown.removeEventListener('abort', hurry);
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /** What was sent would be sent again if this failed: a short trouble of the database is worth some patience. */
  private async record(message: OutgoingMessage, result: AttemptResult): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.outcome.record(message, result);
      } catch (error) {
        if (attempt >= MARK_ATTEMPTS) throw error;
        this.log.warn({ err: error, messageId: message.id }, 'The result of a delivery could not be written down; tried again');
        await delay(200 * 2 ** attempt);
      }
    }
  }

  private isBusy(accountId: string): boolean {
    const all = [...this.sending.values()].reduce((sum, count) => sum + count, 0);
    return all >= MAX_SENDS || (this.sending.get(accountId) ?? 0) >= DELIVERY_LANES;
  }

  private count(accountId: string, change: 1 | -1): void {
    const count = (this.sending.get(accountId) ?? 0) + change;
    if (count === 0) this.sending.delete(accountId);
    else this.sending.set(accountId, count);
  }
}
