import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import { v7 as newId } from 'uuid';
import type { RawClock } from './clock-rules.ts';
import type { Clock } from './clock-times.ts';
import { nextSignalAt, overdueSince } from './signals.ts';
import type { StoredClock } from './stored-clock.ts';

/** What clocks are computed by, beside the story of their ticket. */
export interface Circumstances {
  readonly ticketId: string;
  readonly policyId: string | null;
  readonly calendarId: string | null;
  readonly stepMinutes: (target: Clock['target']) => readonly number[];
  /** Messages that came in just now: what is over of their clocks already is to be told all the same. Of all other clocks it is not. */
  readonly fresh: ReadonlySet<string>;
  /** Nothing happened to the ticket; it is measured by other rules. What those put into the past is told to nobody. */
  readonly quiet: boolean;
  readonly now: number;
}

export interface Reconciled {
  /** Those that are different from what is stored. */
  readonly save: readonly StoredClock[];
  readonly remove: readonly string[];
  /** All that are left. */
  readonly clocks: readonly StoredClock[];
}

/**
 * Brings what is stored to what was computed. A clock that has ended keeps the judgement of its day, whatever is promised now, unless
 * the story itself is another; and what was told of a clock is not told again as long as its deadline lies in the past.
 * @param raw all clocks that the story knows, promised or not
 */
export function reconcile(
  stored: readonly StoredClock[],
  raw: readonly RawClock[],
  computed: readonly Clock[],
  by: Circumstances,
): Reconciled {
  const left = new Set(stored);
  const take = (found: StoredClock | undefined) => {
    if (found) left.delete(found);
    return found;
  };
  const clocks: StoredClock[] = [];
  const save: StoredClock[] = [];
  for (const clock of computed) {
    const same = stored.find(({ target, cause }) => target === clock.target && cause === clock.cause);
    // With another beginning it is the same that goes on: what was told of it was told.
    const before =
      same ??
      (clock.endedAt === undefined ? [...left].find(({ target, endedAt }) => target === clock.target && endedAt === null) : undefined);
    const kept = before && isJudged(before, clock) ? before : undefined;
    take(same);
    const next = kept ?? toStored(clock, before, same?.id ?? newId(), by);
    clocks.push(next);
    if (!same || !isEqual(same, next)) save.push(next);
  }
  for (const old of left) {
    // Nothing is promised any more of what has ended as it did.
    if (!raw.some((clock) => clock.target === old.target && clock.cause === old.cause && isJudged(old, clock))) continue;
    clocks.push(old);
    left.delete(old);
  }
  return { save, remove: [...left].map(({ id }) => id), clocks };
}

function isJudged(stored: StoredClock, { startedAt, endedAt }: Pick<RawClock, 'startedAt' | 'endedAt'>): boolean {
  return stored.endedAt !== null && endedAt === stored.endedAt && startedAt === stored.startedAt;
}

function toStored(clock: Clock, before: StoredClock | undefined, id: string, by: Circumstances): StoredClock {
  const stepMinutes = by.stepMinutes(clock.target);
  const told = toldOf(clock, before, stepMinutes, by);
  const next = {
    id,
    ticketId: by.ticketId,
    target: clock.target,
    cause: clock.cause,
    policyId: by.policyId,
    calendarId: by.calendarId,
    state: clock.state,
    startedAt: clock.startedAt,
    endedAt: clock.endedAt ?? null,
    promisedMs: clock.promisedMs,
    workedMs: clock.workedMs,
    spans: clock.spans.map(({ from, until, what }) => ({ from, until: until ?? null, what })),
    warnAt: clock.warnAt ?? null,
    dueAt: clock.dueAt ?? null,
    stepMinutes,
    ...told,
  };
  return { ...next, nextSignalAt: nextSignalAt(next) };
}

/** What was told of it, or need not be told. */
function toldOf(
  { cause, warnAt, dueAt, endedAt }: Clock,
  before: StoredClock | undefined,
  stepMinutes: readonly number[],
  { fresh, quiet, now }: Circumstances,
): Pick<StoredClock, 'warnedAt' | 'breachedAt' | 'late' | 'stepsDone'> {
  const isNew = before === undefined;
  // What was about to be told is told, whoever measures anew.
  const passed = (moment: number | undefined, was: number | null | undefined, told: number | null | undefined): number | null => {
    if (moment === undefined || moment >= now) return null;
    if (typeof told === 'number') return told;
    const wasDue = typeof was === 'number' && was < now;
    const isSilent = isNew ? endedAt !== undefined || quiet || !fresh.has(cause) : quiet && !wasDue;
    return isSilent ? moment : null;
  };
  const warnedAt = passed(warnAt, before?.warnAt, before?.warnedAt);
  const breachedAt = passed(dueAt, before?.dueAt, before?.breachedAt);
  const over = stepMinutes.filter((minutes) => dueAt !== undefined && overdueSince(dueAt, breachedAt) + minutes * 60_000 < now).length;
  const isSilenced = breachedAt !== null && breachedAt !== before?.breachedAt;
  const stepsDone = breachedAt === null ? 0 : quiet || isSilenced ? over : (before?.stepsDone ?? 0);
  return { warnedAt, breachedAt, late: breachedAt === null && warnedAt === null ? false : (before?.late ?? false), stepsDone };
}

/** Time goes on by itself: what was worked by a clock that runs is no difference. */
function isEqual(one: StoredClock, other: StoredClock): boolean {
  return comparable(one) === comparable(other);
}

function comparable(clock: StoredClock): string {
  const { spans, workedMs, state, endedAt } = clock;
  return JSON.stringify([
    FIELDS.map((field) => clock[field]),
    endedAt !== null || state === 'paused' ? workedMs : 0,
    spans.map(({ from, until, what }) => [from, until, what]),
  ]);
}

const FIELDS = [
  'policyId',
  'calendarId',
  'state',
  'startedAt',
  'endedAt',
  'promisedMs',
  'warnAt',
  'dueAt',
  'stepMinutes',
  'warnedAt',
  'breachedAt',
  'late',
  'stepsDone',
  'nextSignalAt',
] as const satisfies readonly (keyof StoredClock)[];

/** What a ticket has to meet next, of all its clocks. */
export function deadlineOf(clocks: readonly StoredClock[], now: number): TicketDeadline | null {
  const open = clocks.filter(({ endedAt }) => endedAt === null);
  const [due] = open
    .filter(({ dueAt, state }) => dueAt !== null && state !== 'paused')
    .toSorted((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
  if (due) {
    const isOver = due.state === 'breached' || (due.dueAt ?? 0) < now;
    const state = isOver ? 'breached' : due.warnAt !== null && due.warnAt <= now ? 'warned' : 'running';
    return { target: due.target, state, dueAt: iso(due.dueAt), warnAt: iso(due.warnAt), leftSeconds: null };
  }
  const leftOf = ({ promisedMs, workedMs }: StoredClock) => promisedMs - workedMs;
  const [paused] = open.filter(({ state }) => state === 'paused').toSorted((one, other) => leftOf(one) - leftOf(other));
  if (!paused) return null;
  return {
    target: paused.target,
    state: 'paused',
    dueAt: null,
    warnAt: null,
    leftSeconds: Math.max(0, Math.round(leftOf(paused) / 1_000)),
  };
}
