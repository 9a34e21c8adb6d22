import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { type AcceptedMessage, type InboundMessage, OutgoingMessages, TicketIntake } from '../../modules/tickets/public.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { WaitingCallers } from '../../platform/http/waiting-callers.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { type ChannelAccountForAdapter, type ChannelAdapter, type DecidedRaw, type ParsedRaw, ParseLater } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { addIntakeJob, intakeMessages } from './intake.job.ts';
import { IntakeBatch } from './intake-batch.ts';
import { reasonOf, troubleOf } from './intake-errors.ts';
import { BATCHES, IntakeLanes, lanesOf } from './intake-lanes.ts';
import { IntakeTurns } from './intake-turns.ts';
import { LaterMessages } from './later-messages.ts';
import { MessageInterpreters } from './message-interpreters.ts';
import { type PendingMessage, PendingMessages } from './pending-messages.ts';
import { RawContents } from './raw-contents.ts';

type Parsing = { readonly parsed: ParsedRaw } | { readonly error: unknown };
interface Channel {
  readonly account: ChannelAccountForAdapter;
  readonly adapter: ChannelAdapter;
}

interface ReadMessage {
  readonly message: PendingMessage;
  readonly inbound: InboundMessage;
}

const CLASH_ATTEMPTS = 5;
/** Messages that are read wait no longer for one that is not (its file is being fetched, say) before they are taken in. */
const WAIT_MS = 20;
/** So long at most a batch waits for providers that call. */
const LONGEST_REST_MS = 250;
/** The lane of those that keep the order in which they came, whatever they are about. */
const ALL = 'all';
/** Then other jobs have their turn: the history of several mailboxes at once shall not hold up a reply. */
const TURN_MS = 5_000;

/**
 * Turns raw messages into ticket messages, per account in the order they came (see `lanesOf` for what may pass what). What cannot be read is set aside with
 * its reason and does not hold up the next. Parsing runs ahead in parallel; each message is accepted and marked done in
 * one transaction, so that a crash at any point leaves it either pending or in exactly one ticket.
 */
@Injectable()
export class IntakeWorker implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly runner: JobRunner,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly interpreters: MessageInterpreters,
    private readonly pending: PendingMessages,
    private readonly turns: IntakeTurns,
    private readonly contents: RawContents,
    private readonly callers: WaitingCallers,
    private readonly intake: TicketIntake,
    private readonly outgoing: OutgoingMessages,
    private readonly later: LaterMessages,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    log: Log,
  ) {
    this.log = log.named('intake');
  }

  onModuleInit(): void {
    this.runner.handle(intakeMessages, ({ channelAccountId }, { signal }) => this.drain(channelAccountId, signal));
  }

  private async drain(channelAccountId: string, stopping: AbortSignal): Promise<void> {
    const account = await this.accounts.forAdapter(channelAccountId, { evenRemoved: true });
    if (!account) return;
    const channel = { account, adapter: this.registry.get(account.kind) };
    const { stop, forget } = whenAborted(stopping);
    const turn = this.turns.begin(channelAccountId);
    try {
      const until = performance.now() + TURN_MS;
      while (!stopping.aborted && performance.now() < until) {
        await channel.adapter.warmUp?.();
        turn.look();
        const window = await this.pending.take(channelAccountId);
        if (window.length > 0) await this.takeIn(channel, window, stop);
        else if (await turn.isOver()) return;
      }
    } finally {
      forget();
      await turn.close();
    }
    // The rest is for the next turn, or for the next process when this one shuts down.
    await this.unitOfWork.run((tx) => addIntakeJob(this.jobs, tx, channelAccountId));
  }

  private async takeIn(channel: Channel, window: readonly PendingMessage[], stop: Promise<undefined>): Promise<void> {
    const read = new Set<number>();
    const parsings = window.map((message, index) => this.parse(channel, message).finally(() => read.add(index)));
    const lanes = new IntakeLanes();
    const settled = new Set<PendingMessage>();
    const batch = new IntakeBatch<ReadMessage>(async (messages, names) => {
      await this.callers.letPass(LONGEST_REST_MS);
      // Of a channel that does not know one conversation per person, who writes into the same ticket is not known before.
      const inOrder = messages.every(({ inbound }) => inbound.thread.bySender) ? [] : [ALL];
      const most = this.callers.areCalling ? 1 : BATCHES;
      await lanes.run([...names, ...inOrder], () => this.settleTogether(messages, (message) => settled.add(message)), most);
    });
    const giveBackRest = () => this.pending.giveBack(window.filter((message) => !settled.has(message)));
    try {
      for (const [index, message] of window.entries()) {
        if (!batch.isEmpty && !read.has(index)) {
          await Promise.race([parsings[index], delay(WAIT_MS)]);
          if (!read.has(index)) await batch.flush();
        }
        const parsing = await Promise.race([parsings[index], stop]);
        if (!parsing) break;
        const settle = async () => {
          await this.settle(message, parsing);
          settled.add(message);
        };
        const lane = 'parsed' in parsing ? lanesOf(parsing.parsed, message.size_bytes) : [];
        if (lane && 'parsed' in parsing && parsing.parsed.outcome === 'message') {
          await batch.add({ message, inbound: parsing.parsed.message }, lane);
          continue;
        }
        await batch.flush();
        await this.callers.letPass(LONGEST_REST_MS);
        if (lane) {
          await lanes.run(lane, settle);
        } else {
          await lanes.end();
          await settle();
        }
      }
      await batch.flush();
      await lanes.end();
    } catch (error) {
      // Database or storage are out of reach: nobody's message is to blame. The queue tries again.
      await lanes.settled();
      await giveBackRest().catch(() => undefined);
      throw error;
    }
    if (settled.size < window.length) await giveBackRest();
  }

  /** Never rejects: it runs ahead, and its result is looked at when its turn comes. */
  private async parse({ account, adapter }: Channel, message: PendingMessage): Promise<Parsing> {
    try {
      const contents = await this.contents.read({ storageKey: message.storage_key, contents: message.contents });
      const { id, external_key: externalKey, received_at: receivedAt, silent, left_out: leftOut } = message;
      const raw = { id, externalKey, receivedAt, silent, contents, ...(leftOut ? { leftOut } : {}) };
      return { parsed: await this.interpreters.apply(account, raw, await adapter.parse(account, raw)) };
    } catch (error) {
      return { error };
    }
  }

  /**
   * All of them in one transaction; where that fails, one by one, so that each is judged by itself.
   * @throws what is no fault of the messages
   */
  private async settleTogether(messages: readonly ReadMessage[], settled: (message: PendingMessage) => void): Promise<void> {
    const together = messages.length > 1 && (await this.acceptTogether(messages));
    for (const { message, inbound } of messages) {
      if (!together) await this.settle(message, { parsed: { outcome: 'message', message: inbound } });
      settled(message);
    }
  }

  /** @returns whether it is done; otherwise nothing is @throws what is no fault of the messages */
  private async acceptTogether(messages: readonly ReadMessage[]): Promise<boolean> {
    try {
      await this.unitOfWork.run(async (tx) => {
        lightly(tx);
        // Side by side their questions travel together. Each ends, also when one has failed: nothing is asked after the rollback.
        const ends = await Promise.allSettled(
          messages.map(async ({ message, inbound }) => ({ id: message.id, ...(await this.intake.accept(tx, inbound)) })),
        );
        const accepted = ends.map((end) => {
          if (end.status === 'rejected') throw end.reason;
          return end.value;
        });
        // In one ticket one comes after the other, and sees what the one before it made of the ticket.
        if (new Set(accepted.map(({ ticketId }) => ticketId)).size < accepted.length) throw new Error('Two of them are of one ticket');
        const done = accepted.map((one) => ({ id: one.id, messageId: one.messageId, remark: whyNothing(one) }));
        this.pending.markAllDone(tx, done);
      });
      return true;
    } catch (error) {
      if (troubleOf(error) === 'house') throw error;
      this.log.debug({ err: error }, 'Messages are taken in one by one');
      return false;
    }
  }

  /** @throws what is no fault of the message */
  private async settle(message: PendingMessage, parsing: Parsing): Promise<void> {
    try {
      if ('error' in parsing) throw parsing.error;
      const { parsed } = parsing;
      await this.accept(message, parsed.outcome === 'undecided' ? await parsed.decide() : parsed);
    } catch (error) {
      if (troubleOf(error) !== 'message') throw error;
      this.log.warn({ err: error, rawMessageId: message.id }, 'A message could not be taken in; it is kept among the failed ones');
      await this.unitOfWork.run(async (tx) => {
        await this.pending.markFailed(tx, message.id, reasonOf(error));
        if (error instanceof ParseLater) await this.later.plan(tx, message);
      });
    }
  }

  private async accept(message: PendingMessage, parsed: DecidedRaw): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.unitOfWork.run(async (tx) => {
          lightly(tx);
          if (parsed.outcome === 'status') {
            const messageId = await this.outgoing.report(tx, parsed.channelAccountId, parsed.status);
            return this.pending.markDone(tx, message.id, messageId ?? null, messageId ? null : 'It tells of a message that is not ours.');
          }
          if (parsed.outcome === 'ignored') return this.pending.markDone(tx, message.id, null, parsed.reason);
          if (parsed.outcome === 'event') return this.pending.markDone(tx, message.id, await parsed.take(tx), null);
          const accepted = await this.intake.accept(tx, parsed.message);
          await this.pending.markDone(tx, message.id, accepted.messageId, whyNothing(accepted));
        });
      } catch (error) {
        if (troubleOf(error) !== 'clash' || attempt >= CLASH_ATTEMPTS) throw error;
      }
    }
  }
}

/** Lost in a crash of the database, the message is pending as before; whatever builds on it commits after it. */
function lightly(tx: Tx): void {
  tx.write(`select set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`);
}

function whyNothing({ duplicate, listCopy }: AcceptedMessage): string | null {
  if (listCopy) return 'A mailing list passed on a message that had come before.';
  return duplicate ? 'The same message had come before.' : null;
}

/** The signal lives as long as the server: `forget` takes the listener off again. */
function whenAborted(signal: AbortSignal): { stop: Promise<undefined>; forget: () => void } {
  let forget: () => void = () => undefined;
  const stop = new Promise<undefined>((resolve) => {
    const hear = () => resolve(undefined);
    if (signal.aborted) hear();
    signal.addEventListener('abort', hear);
    forget = () => signal.removeEventListener('abort', hear);
  });
  return { stop, forget };
}
