import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ClockAlarm } from './clock-alarm.ts';
import { FireSignals } from './fire-signals.ts';

/** What another process has found out is seen within this time. */
const LOOK_MS = 500;
/** What falls due shortly after is told together: each look costs the same, for one as for many. */
const GATHER_MS = 300;
/** Somebody is just writing to a ticket whose time is over. */
const HELD_MS = 50;
const TROUBLE_MS = 1_000;

/**
 * Waits for the next deadline of all organisations and has it told. One timer for each process: which of them tells what is decided by the
 * rows' locks.
 */
@Injectable()
export class ClockWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  private wakeAt = Number.POSITIVE_INFINITY;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly fire: FireSignals,
    private readonly alarm: ClockAlarm,
    private readonly clock: Clock,
    private readonly config: Config,
    log: Log,
  ) {
    this.log = log.named('clocks');
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    this.alarm.onSet((at) => this.sleepUntil(at - this.clock.now().getTime() + GATHER_MS));
    this.sleepUntil(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Or until something else is due before. */
  private sleepUntil(ms: number): void {
    const wakeAt = performance.now() + Math.max(0, ms);
    if (this.stopped || wakeAt >= this.wakeAt) return;
    this.wakeAt = wakeAt;
    // Who is looking already sets the timer afterwards.
    if (this.running) return;
    clearTimeout(this.timer);
    // A timer may be early by a fraction of a millisecond; late is better than twice.
    this.timer = setTimeout(() => this.look(), Math.ceil(Math.max(0, ms)));
  }

  private look(): void {
    this.wakeAt = Number.POSITIVE_INFINITY;
    let next = TROUBLE_MS;
    this.running = this.tell()
      .then(
        (rest) => {
          next = rest;
        },
        (error: unknown) => this.log.error({ err: error }, 'Deadlines could not be looked at; tried again in a second'),
      )
      .finally(() => {
        this.running = undefined;
        const wanted = Math.min(next, this.wakeAt - performance.now());
        this.wakeAt = Number.POSITIVE_INFINITY;
        this.sleepUntil(wanted);
      });
  }

  /** @returns for how long nothing is due, as far as is known */
  private async tell(): Promise<number> {
    for (;;) {
      const { due, next } = await this.find();
      if (due.length === 0) return Math.min(LOOK_MS, next);
      let told = 0;
      for (const organisationId of due) told += await inOrganisation(organisationId, () => this.fire.execute());
      if (told === 0 || this.stopped) return HELD_MS;
    }
  }

  /** Who has something due, and how long until the next. */
  private async find(): Promise<{ due: string[]; next: number }> {
    const now = this.clock.now();
    const rows = await this.unitOfWork.system('clock-watch', (tx) =>
      tx.prepared<{ organisation_id: string; at: Date }>(
        `select organisation_id, next_signal_at as at from sla_clocks where next_signal_at is not null order by next_signal_at limit 100`,
      ),
    );
    const due = new Set(rows.filter(({ at }) => at <= now).map((row) => row.organisation_id));
    const [first] = rows;
    return { due: [...due], next: first ? first.at.getTime() - now.getTime() + GATHER_MS : LOOK_MS };
  }
}
