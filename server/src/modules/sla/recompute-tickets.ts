import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import type { SlaPolicy } from '@balie/shared/contracts/sla.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { TicketDeadlines, TicketTimes, type TimedTicket } from '../tickets/public.ts';
import { ClockAlarm } from './clock-alarm.ts';
import { clocksOf } from './clock-rules.ts';
import { heldTo } from './clock-times.ts';
import { policyOf } from './policy-match.ts';
import { deadlineOf, reconcile } from './reconcile.ts';
import { calendarOf, type MeasuringSettings, SlaSettings } from './sla-settings.ts';
import { loadClocks, removeClocks, type StoredClock, saveClocks } from './stored-clock.ts';
import { storyOf } from './ticket-story.ts';

interface How {
  readonly fresh: ReadonlySet<string>;
  readonly quiet: boolean;
  /** Tickets that somebody is just writing to. */
  readonly others: 'wait' | 'skip';
}

/** Of a ticket that nothing is promised of; only what has ended matters then. */
const NOTHING_HOLDS = { response: { pending: false, snoozed: false }, resolution: { pending: false, snoozed: false } };

/** Computes the clocks of tickets anew from what happened to them, however often it is asked to: the only place where clocks change by anything but time. */
@Injectable()
export class RecomputeTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: SlaSettings,
    private readonly times: TicketTimes,
    private readonly deadlines: TicketDeadlines,
    private readonly alarm: ClockAlarm,
    private readonly clock: Clock,
  ) {}

  /** After something happened to them. @param fresh messages that came in just now */
  async afterEvents(ticketIds: readonly string[], fresh: ReadonlySet<string>): Promise<void> {
    // By itself, before anything is locked or read: most of what happens where nothing is measured ends here.
    if (!(await this.unitOfWork.read((reader) => this.settings.isMeasuring(reader)))) return;
    const held = new Set(await this.unitOfWork.run((tx) => this.execute(tx, ticketIds, { fresh, quiet: false, others: 'skip' })));
    // One by one: who holds nothing may wait for whom it will.
    for (const id of ticketIds.filter((one) => !held.has(one))) {
      await this.unitOfWork.run((tx) => this.execute(tx, [id], { fresh, quiet: false, others: 'wait' }));
    }
  }

  /** In the order of their ids, few round trips for any number. @returns those that were there to be measured */
  async execute(tx: Tx, ticketIds: readonly string[], how: How): Promise<string[]> {
    // The settings are read when the tickets are held: who changes them goes over all tickets afterwards, and waits for these.
    const [tickets, stored, settings] = await Promise.all([
      this.times.hold(tx, ticketIds, how.others),
      loadClocks(tx, ticketIds),
      this.settings.all(tx),
    ]);
    const storedOf = Map.groupBy(stored, ({ ticketId }) => ticketId);
    const now = this.clock.now().getTime();
    const deadlines = new Map<string, TicketDeadline | null>();
    const save: StoredClock[] = [];
    const remove: string[] = [];
    for (const ticket of tickets) {
      const result = this.reconcileOne(ticket, storedOf.get(ticket.id) ?? [], settings, how, now);
      save.push(...result.save);
      remove.push(...result.remove);
      deadlines.set(ticket.id, deadlineOf(result.clocks, now));
    }
    // First away with what went elsewhere: the same message may start a clock there.
    removeClocks(tx, remove);
    saveClocks(tx, save);
    await this.deadlines.show(tx, deadlines);
    const next = Math.min(...save.map(({ nextSignalAt }) => nextSignalAt ?? Number.POSITIVE_INFINITY));
    if (Number.isFinite(next)) tx.afterCommit(() => this.alarm.set(next));
    return tickets.map(({ id }) => id);
  }

  private reconcileOne(ticket: TimedTicket, stored: readonly StoredClock[], settings: MeasuringSettings, how: How, now: number) {
    const policy = ticket.isMerged ? undefined : policyOf(settings.policies, ticket);
    const { id: calendarId, calendar } = calendarOf(settings, ticket);
    const story = storyOf(ticket);
    const raw = ticket.isMerged ? [] : clocksOf(story.happenings, story.beginning, policy?.terms.pauses ?? NOTHING_HOLDS);
    const computed = policy ? heldTo(raw, { terms: policy.terms, calendar }, now) : [];
    return reconcile(stored, raw, computed, {
      ticketId: ticket.id,
      policyId: policy?.id ?? null,
      calendarId,
      stepMinutes: (target) => (policy ? stepMinutesOf(policy, target) : []),
      fresh: how.fresh,
      quiet: how.quiet,
      now,
    });
  }
}

/** How long after a deadline something more is done, each time once, ascending. */
export function stepMinutesOf({ terms }: Pick<SlaPolicy, 'terms'>, target: StoredClock['target']): number[] {
  const minutes = terms.steps.flatMap(({ when, targets }) =>
    when.kind === 'overdue' && (targets.length === 0 || targets.includes(target)) ? [when.minutes] : [],
  );
  return [...new Set(minutes)].sort((one, other) => one - other);
}
