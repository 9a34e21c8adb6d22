import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { inOrganisation } from '../database/scope.ts';
import { type Tx, UnitOfWork } from '../database/unit-of-work.ts';
import { WaitingCallers } from '../http/waiting-callers.ts';
import { Log } from '../logging/log.ts';
import type { EventType } from './event-type.ts';

interface Listener {
  readonly name: string;
  readonly hear: (payload: never) => Promise<void> | void;
}
/** One that hears all of a batch at once. */
interface BatchListener {
  readonly name: string;
  readonly types: ReadonlySet<string>;
  readonly hear: (heard: readonly HeardEvent[]) => Promise<void>;
}
export interface HeardEvent {
  readonly type: string;
  readonly payload: object;
}
interface StoredEvent {
  readonly id: string;
  readonly organisation_id: string;
  readonly type: string;
  readonly payload: object;
  readonly attempts: number;
}

const BATCH = 100;
const SAFETY_POLL_MS = 1_000;
/** From one look to the next: what comes meanwhile is delivered together. The first does not wait. */
const REST_MS = 10;
/** So many in one look are a burst, and more will come. */
const BURST = 10;
const REST_IN_BURST_MS = 50;
/** So long at most a batch waits for providers that call. */
const LONGEST_WAIT_MS = 100;

/**
 * Delivers outbox events to the listeners of this process: at once after a commit of its own, and by a poll for what a
 * crash left behind. An event is removed only after every listener heard it; a listener may hear it twice.
 */
@Injectable()
export class EventDispatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Map<string, Listener[]>();
  private readonly batchListeners: BatchListener[] = [];
  private readonly log: Logger;
  private running: Promise<void> | undefined;
  private again = false;
  private lastLook = Number.NEGATIVE_INFINITY;
  private lastCount = 0;
  private resting: NodeJS.Timeout | undefined;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly callers: WaitingCallers,
    log: Log,
  ) {
    this.log = log.named('events');
  }

  /** Registers an idempotent listener; it runs in the scope of the event's organisation. Call it in `onModuleInit`. */
  on<Payload extends object>(event: EventType<Payload>, name: string, hear: (payload: Payload) => Promise<void> | void): void {
    const known = this.listeners.get(event.type) ?? [];
    this.listeners.set(event.type, [...known, { name, hear }]);
  }

  /**
   * Registers an idempotent listener that hears what comes together in one call for each organisation, after those that hear single
   * events: for work that costs little more for many than for one.
   */
  onBatch(events: readonly EventType<object>[], name: string, hear: (heard: readonly HeardEvent[]) => Promise<void>): void {
    this.batchListeners.push({ name, types: new Set(events.map(({ type }) => type)), hear });
  }

  /** There is something to deliver. Never throws, never waits. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    const rest = this.lastLook + (this.lastCount < BURST ? REST_MS : REST_IN_BURST_MS) - performance.now();
    if (rest > 0) {
      this.resting ??= setTimeout(() => this.look(), rest).unref();
      return;
    }
    this.look();
  }

  private look(): void {
    clearTimeout(this.resting);
    this.resting = undefined;
    if (this.stopped || this.running) return;
    this.lastLook = performance.now();
    this.running = this.drain().finally(() => {
      this.running = undefined;
      if (!this.again) return;
      this.again = false;
      this.wake();
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), SAFETY_POLL_MS);
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    this.stopped = true;
  }

  private async drain(): Promise<void> {
    try {
      do {
        await this.callers.letPass(LONGEST_WAIT_MS);
        this.lastCount = await this.deliverBatch();
      } while (!this.stopped && this.lastCount === BATCH);
    } catch (error) {
      this.log.error({ err: error }, 'Events could not be delivered; they are kept and tried again');
    }
  }

  private deliverBatch(): Promise<number> {
    return this.unitOfWork.system('event-dispatch', async (tx) => {
      // Lost in a crash of the database they would be delivered again, which they may be anyway.
      tx.write('set local synchronous_commit to off');
      const events = await tx.prepared<StoredEvent>(
        `select id, organisation_id, type, payload, attempts from outbox_events
          where next_attempt_at <= now() order by next_attempt_at, id limit ${BATCH} for update skip locked`,
      );
      const heard: StoredEvent[] = [];
      for (const event of events) {
        if (await this.deliver(tx, event)) heard.push(event);
      }
      const delivered = (await this.deliverTogether(tx, heard)).map(({ id }) => id);
      if (delivered.length > 0) tx.write('delete from outbox_events where id = any($1::bigint[])', [delivered]);
      return events.length;
    });
  }

  private async deliver(tx: Tx, event: StoredEvent): Promise<boolean> {
    for (const listener of this.listeners.get(event.type) ?? []) {
      try {
        await inOrganisation(event.organisation_id, async () => listener.hear(event.payload as never));
      } catch (error) {
        await this.keep(tx, event, listener.name, error);
        return false;
      }
    }
    return true;
  }

  /** @returns those that every listener has heard */
  private async deliverTogether(tx: Tx, events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    const failed = new Set<StoredEvent>();
    for (const { name, types, hear } of this.batchListeners) {
      const together = Map.groupBy(
        events.filter((event) => types.has(event.type)),
        (event) => event.organisation_id,
      );
      for (const [organisationId, batch] of together) {
        try {
          await inOrganisation(organisationId, () => hear(batch));
        } catch (error) {
          for (const event of batch.filter((one) => !failed.has(one))) {
            await this.keep(tx, event, name, error);
            failed.add(event);
          }
        }
      }
    }
    return failed.size === 0 ? events : events.filter((event) => !failed.has(event));
  }

  private async keep(tx: Tx, event: StoredEvent, listener: string, error: unknown): Promise<void> {
    this.log.error({ err: error, event: event.type, listener }, 'A listener failed; the event is tried again');
    const waitSeconds = Math.min(300, 2 ** Math.min(event.attempts, 8));
    await tx.query(
      `update outbox_events set attempts = attempts + 1, last_error = $2, next_attempt_at = now() + make_interval(secs => $3) where id = $1`,
      [event.id, `${listener}: ${String(error)}`.slice(0, 1000), waitSeconds],
    );
  }
}
