import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { deliverMessage, type OutgoingMessage, OutgoingMessages } from '../../modules/tickets/public.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner, type RunningJob } from '../../platform/queue/job-runner.ts';
import { type AttemptResult, DeliveryAttempt, type OpenAccount } from './delivery-attempt.ts';
import { DeliveryOutcome } from './delivery-outcome.ts';
import { SendingLimits } from './sending-limits.ts';
import { SendingTurn } from './sending-turn.ts';
import { SentNotes } from './sent-notes.ts';

/** A send that takes longer is stopped and counts as failed for now; 25 MB over a slow line takes about two minutes. */
const SEND_TIMEOUT_MS = 5 * 60_000;
/** What a running send gets to finish when the server shuts down. */
const SHUTDOWN_GRACE_MS = 10_000;
/** An adapter that does not even react to being stopped is not waited for any longer. */
const STOP_GRACE_MS = 2_000;
/** Jobs that bring messages in share the runner with these: slow providers may not take all of it. */
const MAX_ACCOUNTS = 4;
const BATCH = 100;
/** Then the jobs of others have their turn. */
const TURN_MS = 5_000;
const BUSY_MS = 1_000;
const OPEN_MS = 1_000;
/** A send that takes longer is shown as under way. */
const ANNOUNCE_AFTER_MS = 1_000;
const MARK_ATTEMPTS = 5;

/**
 * Sends replies. The job of one message sends what else is due at its account, too: a burst of replies costs one job. The
 * jobs of an account never run at the same time, so a message is sent by one process at a time.
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
  private readonly accountsAtWork = new Set<string>();
  private readonly open = new Map<string, { readonly account: Promise<OpenAccount>; readonly until: number }>();

  constructor(
    private readonly runner: JobRunner,
    private readonly outgoing: OutgoingMessages,
    private readonly attempt: DeliveryAttempt,
    private readonly outcome: DeliveryOutcome,
    private readonly limits: SendingLimits,
    log: Log,
  ) {
    this.log = log.named('delivery');
  }

  onModuleInit(): void {
    this.runner.handle(deliverMessage, (due, job) => this.deliver(due, job));
  }

  private async deliver(
    { messageId, channelAccountId }: { messageId: string; channelAccountId: string | null },
    job: RunningJob,
  ): Promise<void> {
    if (!channelAccountId) return;
    if (this.accountsAtWork.size >= MAX_ACCOUNTS) return this.comeBack(messageId, channelAccountId);
    this.accountsAtWork.add(channelAccountId);
    try {
      await this.drain(messageId, channelAccountId, job.signal);
    } finally {
      this.accountsAtWork.delete(channelAccountId);
      this.open.delete(channelAccountId);
    }
  }

  /** What is left when the turn is over has jobs of its own. */
  private async drain(ownMessageId: string, channelAccountId: string, stopping: AbortSignal): Promise<void> {
    const until = performance.now() + TURN_MS;
    const inTime = () => !stopping.aborted && performance.now() < until;
    const seen = new Set<string>();
    let isLimited: boolean | undefined;
    do {
      const found = await this.outgoing.dueAt(channelAccountId, BATCH);
      if (found.length === 0) {
        // Of what is held back, nothing has a job but the first.
        if (isLimited !== false) await this.limits.planNext(channelAccountId);
        return;
      }
      const admission = await this.limits.admit(channelAccountId, found);
      isLimited = admission.isLimited;
      const batch: Batch = { stopping, tried: 0, sent: 0, throttled: undefined };
      const notes = new SentNotes((sent) => this.persist(sent, () => this.outcome.sent(sent)));
      const { takesAhead } = await this.opened(channelAccountId);
      const turn = new SendingTurn(admission.messages, notes, {
        takesAhead,
        // One in any case: a turn that is always too short would send nothing.
        goesOn: () => !batch.throttled && (seen.size === 0 || inTime()),
        claim: async (ids) => {
          for (const id of ids) seen.add(id);
          const account = await this.opened(channelAccountId);
          return this.outgoing.claim(ids, { jobAtWork: ownMessageId, externalIdFor: (message) => account.externalIdFor(message) });
        },
        send: async (message) => this.sendClaimed(await this.opened(channelAccountId), message, batch),
      });
      try {
        await turn.run();
      } finally {
        await admission.settle(batch.tried, batch.sent);
      }
    } while (inTime());
    if (isLimited) await this.limits.planNext(channelAccountId);
    // Its own job ends with this turn.
    if (!seen.has(ownMessageId)) await this.outgoing.postpone({ id: ownMessageId, channelAccountId }, this.outcome.in(0));
  }

  /** Writes down what came of it, but for the note that it was sent. */
  private async sendClaimed(account: OpenAccount, message: OutgoingMessage, batch: Batch): Promise<AttemptResult> {
    // One that was made ready before the provider took no more is not tried, and waits as the refused one does.
    const refused = batch.throttled;
    const result = refused ?? (await this.sendInTime(account, message, batch.stopping));
    if (!refused && result.outcome !== 'waiting') batch.tried++;
    if (result.outcome === 'sent') {
      batch.sent++;
      return result;
    }
    // What is wrong with one message may be wrong with the account: looked at anew before the next.
    this.open.delete(message.channelAccountId);
    if (result.outcome === 'retry' && result.throttled) {
      batch.throttled ??= result;
      const refusal = await this.limits.throttled(message.channelAccountId, result);
      await this.persist([{ messageId: message.id }], () => this.outcome.throttled(message, result.reason, refusal));
      return result;
    }
    await this.persist([{ messageId: message.id }], () => this.outcome.record(message, result));
    if (result.outcome === 'waiting') await this.wakeIfFree(message.channelAccountId);
    return result;
  }

  /** Somebody may have switched the account on between our look at it and our note that the message waits for that. */
  private async wakeIfFree(channelAccountId: string): Promise<void> {
    const account = await this.attempt.open(channelAccountId);
    if (!account.isHeld) await this.outgoing.wake(channelAccountId);
  }

  /** Read once for a burst; what somebody changes meanwhile counts a moment later. */
  private opened(channelAccountId: string): Promise<OpenAccount> {
    const known = this.open.get(channelAccountId);
    if (known && known.until > performance.now()) return known.account;
    const account = this.attempt.open(channelAccountId);
    this.open.set(channelAccountId, { account, until: performance.now() + OPEN_MS });
    return account;
  }

  /** Not at once: the next job of the same account would find no place either. */
  private async comeBack(id: string, channelAccountId: string): Promise<void> {
    await delay(BUSY_MS);
    await this.outgoing.postpone({ id, channelAccountId }, this.outcome.in(1 + 2 * Math.random()));
  }

  private async sendInTime(account: OpenAccount, message: OutgoingMessage, shuttingDown: AbortSignal): Promise<AttemptResult> {
    const stop = new AbortController();
    const timers = [
      setTimeout(() => stop.abort(), SEND_TIMEOUT_MS),
      setTimeout(() => {
        this.outgoing
          .announce(message.id)
          .catch((error: unknown) => this.log.warn({ err: error, messageId: message.id }, 'Consoles were not told of a slow sending'));
      }, ANNOUNCE_AFTER_MS),
    ];
    const hurry = () => timers.push(setTimeout(() => stop.abort(), SHUTDOWN_GRACE_MS));
    shuttingDown.addEventListener('abort', hurry, { once: true });
    if (shuttingDown.aborted) hurry();
    const notStopping = new Promise<AttemptResult>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        timers.push(setTimeout(() => resolve({ outcome: 'retry', reason: 'The provider took too long.' }), STOP_GRACE_MS));
      });
    });
    try {
      return await Promise.race([account.send(message, stop.signal), notStopping]);
    } finally {
      shuttingDown.removeEventListener('abort', hurry);
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /** What was sent would be sent again if this failed: a short trouble of the database is worth some patience. */
  private async persist(messages: readonly { readonly messageId: string }[], record: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await record();
      } catch (error) {
        if (attempt >= MARK_ATTEMPTS) throw error;
        const messageIds = messages.map(({ messageId }) => messageId);
        this.log.warn({ err: error, messageIds }, 'The result of a delivery could not be written down; tried again');
        await delay(200 * 2 ** attempt);
      }
    }
  }
}

/** What one job sends in one go. */
interface Batch {
  readonly stopping: AbortSignal;
  tried: number;
  sent: number;
  /** The provider takes no more; the rest is not tried. */
  throttled: Refused | undefined;
}
type Refused = Extract<AttemptResult, { outcome: 'retry' }>;
