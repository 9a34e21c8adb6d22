import type { StoredClock } from './stored-clock.ts';

type Signalled = Pick<StoredClock, 'state' | 'endedAt' | 'warnAt' | 'dueAt' | 'stepMinutes' | 'warnedAt' | 'breachedAt' | 'stepsDone'>;

/** Something that is to be told of a clock, and when. */
export interface Signal {
  readonly kind: 'warned' | 'breached' | 'overdue';
  readonly at: number;
  /** After the deadline; 0 unless it is `overdue`. */
  readonly minutes: number;
}

const MINUTE_MS = 60_000;

/** What is still to be told of a clock if nothing happens any more, in order. Of one that ended, only that it was late. */
export function signalsToCome(clock: Signalled): Signal[] {
  const { endedAt, warnAt, dueAt, stepMinutes, warnedAt, breachedAt, stepsDone, state } = clock;
  const isOver = endedAt !== null;
  const signals: Signal[] = [];
  if (!isOver && warnAt !== null && warnedAt === null) signals.push({ kind: 'warned', at: warnAt, minutes: 0 });
  if (dueAt !== null && breachedAt === null && (!isOver || state === 'breached')) {
    // At the very moment an answer is in time.
    signals.push({ kind: 'breached', at: dueAt + 1, minutes: 0 });
  }
  if (!isOver && dueAt !== null) {
    const since = overdueSince(dueAt, breachedAt);
    for (const minutes of stepMinutes.slice(stepsDone)) signals.push({ kind: 'overdue', at: since + minutes * MINUTE_MS, minutes });
  }
  return signals.toSorted((one, other) => one.at - other.at);
}

/** A breach that was told late, or whose deadline was put before it afterwards, is overdue from then on. */
export function overdueSince(dueAt: number, breachedAt: number | null): number {
  return Math.max(dueAt, breachedAt ?? dueAt);
}

export function nextSignalAt(clock: Signalled): number | null {
  return signalsToCome(clock)[0]?.at ?? null;
}

/** Beyond it, who is told is told that it is late. */
const LATE_MS = 5_000;

/** What is to be told at `now`, and the clock as it is once it was told. */
export function signalled(clock: StoredClock, now: number): { readonly signals: readonly Signal[]; readonly clock: StoredClock } {
  const signals = signalsToCome(clock).filter(({ at }) => at <= now);
  const told = (kind: Signal['kind']) => signals.some((signal) => signal.kind === kind);
  const next: StoredClock = {
    ...clock,
    state: told('breached') ? 'breached' : clock.state,
    warnedAt: told('warned') ? now : clock.warnedAt,
    breachedAt: told('breached') ? now : clock.breachedAt,
    late: clock.late || signals.some(({ kind, at }) => kind !== 'overdue' && now - at > LATE_MS),
    stepsDone: clock.stepsDone + signals.filter(({ kind }) => kind === 'overdue').length,
  };
  return { signals, clock: { ...next, nextSignalAt: nextSignalAt(next) } };
}

export function isLate({ at }: Signal, now: number): boolean {
  return now - at > LATE_MS;
}
