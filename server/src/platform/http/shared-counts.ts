import { createHash } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../clock/clock.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Log } from '../logging/log.ts';

export interface Limit {
  readonly most: number;
  readonly windowMs: number;
}
interface Counted {
  readonly endsAt: number;
  /** By this process; `told` of them are known to the others. */
  count: number;
  told: number;
  /** By the other processes, as far as is known here. */
  others: number;
}

const TELL_MS = 1_000;
/** Below this part of a limit each process counts for itself: whoever goes about as people do costs the database nothing. */
const NEAR = 0.25;
/** Counters are forgotten with their window; this many at once, so that many askers fill no memory. */
const MAX_KEYS = 10_000;

/**
 * Counts within windows of time, together with the other server processes: what comes near its limit is told to them once
 * a second. Until then, and while the database is away, each counts for itself.
 */
@Injectable()
export class SharedCounts implements BeforeApplicationShutdown {
  private readonly counted = new Map<string, Counted>();
  private readonly near = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();
  private readonly log: Logger;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('rate-counts');
  }

  /** @returns false when this one was too many */
  count(key: string, { most, windowMs }: Limit): boolean {
    const window = Math.floor(this.clock.now().getTime() / windowMs);
    const name = `${key}:${window}`;
    const counted = this.counted.get(name) ?? this.begin(name, (window + 1) * windowMs);
    counted.count++;
    const all = counted.count + counted.others;
    if (all >= most * NEAR) {
      this.near.add(name);
      this.timer ??= setTimeout(() => void this.tell(), TELL_MS).unref();
    }
    return all <= most;
  }

  /** What was counted here is known to the others, and the other way round. Never rejects. */
  tell(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.telling = this.telling
      .then(() => this.exchange())
      .catch((error: unknown) => this.log.warn({ err: error }, 'Counts could not be shared; each process counts for itself'));
    return this.telling;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.telling;
  }

  private begin(name: string, endsAt: number): Counted {
    const now = this.clock.now().getTime();
    if (this.counted.size >= MAX_KEYS) for (const [old, { endsAt: end }] of this.counted) if (end <= now) this.counted.delete(old);
    const [oldest] = this.counted.keys();
    if (this.counted.size >= MAX_KEYS && oldest !== undefined) this.counted.delete(oldest);
    const counted: Counted = { endsAt, count: 0, told: 0, others: 0 };
    this.counted.set(name, counted);
    return counted;
  }

  private async exchange(): Promise<void> {
    // In the order of their keys, so that no two processes wait for one another.
    const due = [...this.near]
      .flatMap((name) => {
        const counted = this.counted.get(name);
        return counted && counted.count > counted.told ? { key: keyOf(name), counted, news: counted.count - counted.told } : [];
      })
      .sort((a, b) => Buffer.compare(a.key, b.key));
    this.near.clear();
    if (due.length === 0) return;
    const rows = await this.unitOfWork.system('rate-counts', async (tx) => {
      tx.write('delete from rate_counts where key in (select key from rate_counts where ends_at < $1 for update skip locked)', [
        this.clock.now(),
      ]);
      return tx.query<{ key: Buffer; count: number }>(
        `insert into rate_counts as c (key, count, ends_at) select * from unnest($1::bytea[], $2::int[], $3::timestamptz[])
         on conflict (key) do update set count = c.count + excluded.count returning key, count`,
        [due.map(({ key }) => key), due.map(({ news }) => news), due.map(({ counted }) => new Date(counted.endsAt))],
      );
    });
    const totals = new Map(rows.map(({ key, count }) => [key.toString('base64'), count]));
    for (const { key, counted, news } of due) {
      counted.told += news;
      counted.others = Math.max(0, (totals.get(key.toString('base64')) ?? 0) - counted.told);
    }
  }
}

const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest().subarray(0, 16);
