import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { TicketDeadlines } from '../tickets/public.ts';
import { deadlineOf } from './reconcile.ts';
import { isLate, type Signal, signalled } from './signals.ts';
import { type ClockSignal, slaBreached, slaOverdue, slaWarned } from './sla.events.ts';
import { loadClocks, type StoredClock, saveClocks } from './stored-clock.ts';

const BATCH = 200;
const EVENTS = { warned: slaWarned, breached: slaBreached, overdue: slaOverdue } as const;

/** Tells what is due, each thing once: that it was told is committed with the telling. */
@Injectable()
export class FireSignals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deadlines: TicketDeadlines,
    private readonly clock: Clock,
  ) {}

  /** Some of what is due of this organisation. Tickets that somebody is writing to come a little later. @returns how many clocks */
  execute(): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const due = await tx.prepared<{ id: string }>(
        `select distinct d.ticket_id as id from (
           select c.ticket_id from sla_clocks c where c.next_signal_at <= $2 and c.organisation_id = $1 order by c.next_signal_at limit ${BATCH}) d`,
        [tx.organisationId, now],
      );
      // The ticket first, as everybody who changes its clocks.
      const ids = await this.deadlines.hold(
        tx,
        due.map(({ id }) => id),
      );
      if (ids.length === 0) return 0;
      const clocks = await loadClocks(tx, ids);
      return this.tell(tx, clocks, now);
    });
  }

  private async tell(tx: Tx, clocks: readonly StoredClock[], now: Date): Promise<number> {
    const results = clocks.map((clock) => ({ before: clock, ...signalled(clock, now.getTime()) }));
    const told = results.filter(
      ({ signals, before }) => signals.length > 0 || (before.nextSignalAt ?? Number.POSITIVE_INFINITY) <= now.getTime(),
    );
    if (told.length === 0) return 0;
    saveClocks(
      tx,
      told.map(({ clock }) => clock),
    );
    for (const { signals, clock } of told) {
      for (const signal of signals) await this.outbox.add(tx, EVENTS[signal.kind], payloadOf(signal, clock, now));
    }
    await this.deadlines.record(
      tx,
      told.flatMap(({ signals, clock }) => signals.flatMap((signal) => activityOf(signal, clock, now))),
      now,
    );
    await this.deadlines.show(
      tx,
      deadlinesOf(
        results.map(({ clock }) => clock),
        now,
      ),
    );
    return told.length;
  }
}

function payloadOf(signal: Signal, clock: StoredClock, now: Date): ClockSignal {
  return {
    clockId: clock.id,
    ticketId: clock.ticketId,
    policyId: clock.policyId,
    target: clock.target,
    startedAt: new Date(clock.startedAt).toISOString(),
    dueAt: clock.dueAt === null ? null : new Date(clock.dueAt).toISOString(),
    at: now.toISOString(),
    late: isLate(signal, now.getTime()),
    ended: clock.endedAt !== null,
    minutes: signal.minutes,
  };
}

/** On the timeline; what is done because of it says so itself. */
function activityOf(signal: Signal, clock: StoredClock, now: Date) {
  if (signal.kind === 'overdue') return [];
  const type = signal.kind === 'warned' ? ('sla_warned' as const) : ('sla_breached' as const);
  const { target, dueAt, late } = payloadOf(signal, clock, now);
  return [{ ticketId: clock.ticketId, type, data: { target, dueAt, late } }];
}

function deadlinesOf(clocks: readonly StoredClock[], now: Date): Map<string, TicketDeadline | null> {
  const ofTickets = Map.groupBy(clocks, ({ ticketId }) => ticketId);
  return new Map([...ofTickets].map(([ticketId, some]) => [ticketId, deadlineOf(some, now.getTime())]));
}
