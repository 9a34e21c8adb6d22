import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { happening } from './happenings.ts';
import { RuleTimers } from './rule-timers.ts';
import { type ActiveRule, Rules } from './rules.ts';
import { RunRules } from './run-rules.ts';

/** Rules wait for minutes and days: a second is soon enough. */
const LOOK_MS = 1_000;
const BATCH = 100;

/** Sets off rules whose time has come. Which process does is of no matter: a rule is set off once by the same moment. */
@Injectable()
export class TimerWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: Rules,
    private readonly timers: RuleTimers,
    private readonly run: RunRules,
    private readonly clock: Clock,
    private readonly config: Config,
    log: Log,
  ) {
    this.log = log.named('rule-timers');
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'web') this.sleep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private sleep(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.look()
        .catch((error: unknown) => this.log.error({ err: error }, 'Rules that wait could not be looked at; tried again in a second'))
        .finally(() => this.sleep());
    }, LOOK_MS);
  }

  private async look(): Promise<void> {
    const now = this.clock.now();
    const found = await this.unitOfWork.system('clock-watch', (tx) =>
      tx.prepared<{ id: string }>(
        `select distinct d.organisation_id as id from (
           select organisation_id from rule_timers where due_at <= $1 order by due_at limit 1000) d`,
        [now],
      ),
    );
    for (const { id } of found) await inOrganisation(id, () => this.ofOrganisation());
  }

  private async ofOrganisation(): Promise<void> {
    const rules = await this.unitOfWork.read((reader) => this.rules.active(reader));
    for (const timer of await this.timers.due(BATCH)) {
      if (this.stopped) return;
      await this.fire(
        timer,
        rules.find(({ id }) => id === timer.ruleId),
      );
    }
  }

  private async fire(timer: { ruleId: string; ticketId: string; trigger: number; anchor: Date }, rule?: ActiveRule): Promise<void> {
    // Calendars may have moved, and the customer may have written since.
    const now = rule && (await this.timers.recheck(rule, timer.ticketId, timer.trigger));
    if (!rule || !now) return this.timers.forget(timer);
    const isSame = now.anchor.getTime() === timer.anchor.getTime();
    if (!isSame || (now.dueAt !== null && now.dueAt > this.clock.now())) {
      // Of another moment its own event tells, or told.
      return this.timers.settle(timer, timer.anchor, isSame ? now.dueAt : null);
    }
    const key = `time:${timer.trigger}:${timer.anchor.toISOString()}`;
    await this.run.execute(happening('time_passed', timer.ticketId, key), [rule]);
    await this.timers.settle(timer, timer.anchor, null);
  }
}
