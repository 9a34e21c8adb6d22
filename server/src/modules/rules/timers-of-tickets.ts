import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { TicketFacts } from '../tickets/public.ts';
import { RuleTimers } from './rule-timers.ts';
import { type ActiveRule, Rules } from './rules.ts';

const BATCH = 500;
/** Business hours last longer by the clock on the wall than they count. */
const STRETCH = 6;
/** And weekends and holidays at least this long. */
const LEAST_MS = 21 * 86_400_000;

/** One batch of tickets at a time. */
@Injectable()
export class TimersOfTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: Rules,
    private readonly tickets: TicketFacts,
    private readonly timers: RuleTimers,
    private readonly clock: Clock,
  ) {}

  /** @returns the last ticket of the page; null: that was all */
  async page(ruleId: string, after: string | null): Promise<string | null> {
    const found = await this.unitOfWork.read(async (reader) => {
      const rule = (await this.rules.active(reader)).find(({ id }) => id === ruleId);
      if (!rule) return undefined;
      const since = new Date(this.clock.now().getTime() - Math.max(LEAST_MS, longestOf(rule) * STRETCH));
      return { rule, ids: await this.tickets.movedSince(reader, since, after, BATCH) };
    });
    if (!found) return null;
    await this.timers.plan(found.ids, [found.rule]);
    return found.ids.length < BATCH ? null : (found.ids.at(-1) ?? null);
  }
}

function longestOf({ terms }: ActiveRule): number {
  return Math.max(0, ...terms.when.map((trigger) => (trigger.kind === 'time_passed' ? trigger.minutes * 60_000 : 0)));
}
