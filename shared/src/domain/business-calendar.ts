import { earliestOf, type Stretch, stretchesOnClock, wallDayOf, wallDaysFrom } from './wall-clock.ts';

/** Minutes since midnight by the clock on the wall; `until` is not part of it, 1440 is the midnight that ends the day. */
export interface Opening {
  readonly from: number;
  readonly until: number;
}

/** When somebody is there, by the clock of a place. All functions are right on the days on which that clock is put forward or back. */
export interface BusinessCalendar {
  /** IANA name: `Europe/Amsterdam`. */
  readonly timeZone: string;
  /** Seven, Monday first. Openings that touch or overlap count once. */
  readonly week: readonly (readonly Opening[])[];
  /** Days that differ from their weekday (closed on a holiday, open longer before one), by `YYYY-MM-DD`. */
  readonly days: Readonly<Record<string, readonly Opening[]>>;
}

/** A calendar that is closed for longer than this counts as one that never opens, and one that is open for longer as one that never closes. */
const MOST_DAYS = 800;
const DAY_MS = 86_400_000;
const WHOLE_DAY: readonly Opening[] = [{ from: 0, until: 1_440 }];

/** Every hour counts. */
export const CALENDAR_HOURS: BusinessCalendar = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => WHOLE_DAY), days: {} };

/** @param at milliseconds since 1970 (UTC), as all times here */
export function isOpen(calendar: BusinessCalendar, at: number): boolean {
  return stretchesOf(calendar, wallDayOf(calendar.timeZone, at)).some(({ from, until }) => from <= at && at < until);
}

/** The first moment, not before `at`, at which it is open; undefined: it does not open any more. */
export function nextOpening(calendar: BusinessCalendar, at: number): number | undefined {
  for (const { from, until } of stretchesFrom(calendar, at)) if (until > at) return Math.max(from, at);
  return undefined;
}

/** When it closes, for a moment at which it is open; undefined: it is closed, or never closes. */
export function nextClosing(calendar: BusinessCalendar, at: number): number | undefined {
  let end: number | undefined;
  for (const { from, until } of stretchesFrom(calendar, at)) {
    if (until <= at) continue;
    if (from > (end ?? at)) return end;
    if (until - at > MOST_DAYS * DAY_MS) return undefined;
    end = until;
  }
  return end;
}

/** How long it was open from `from` to `until`, in milliseconds. Negative when they are the other way round. */
export function openTimeBetween(calendar: BusinessCalendar, from: number, until: number): number {
  if (until < from) return 0 - openTimeBetween(calendar, until, from);
  let open = 0;
  for (const stretch of stretchesFrom(calendar, from)) {
    if (stretch.from >= until) break;
    open += Math.max(0, Math.min(stretch.until, until) - Math.max(stretch.from, from));
  }
  return open;
}

/**
 * The moment at which it will have been open for so long since `from`: the deadline of a promise. Undefined: never.
 * @param ms not negative; with 0 it is `from` itself, open or not
 */
export function afterOpenTime(calendar: BusinessCalendar, from: number, ms: number): number | undefined {
  let left = ms;
  if (left <= 0) return from;
  for (const stretch of stretchesFrom(calendar, from)) {
    const begin = Math.max(stretch.from, from);
    if (stretch.until <= begin) continue;
    if (stretch.until - begin >= left) return begin + left;
    left -= stretch.until - begin;
  }
  return undefined;
}

/** In order, beginning with those around `at`; ends when it has been closed for very long. */
function* stretchesFrom(calendar: BusinessCalendar, at: number): Generator<Stretch> {
  let waiting: Stretch[] = [];
  let closedDays = 0;
  // From the day before: where the clock is put back at midnight, the evening comes again when the next day has begun.
  for (const day of wallDaysFrom(wallDayOf(calendar.timeZone, at - DAY_MS))) {
    const stretches = stretchesOf(calendar, day);
    waiting = [...waiting, ...stretches].sort((one, other) => one.from - other.from);
    const nextDay = earliestOf(day) + DAY_MS;
    yield* waiting.filter(({ from }) => from < nextDay);
    waiting = waiting.filter(({ from }) => from >= nextDay);
    closedDays = stretches.length > 0 ? 0 : closedDays + 1;
    if (closedDays > MOST_DAYS) return;
  }
}

function stretchesOf(calendar: BusinessCalendar, day: string): readonly Stretch[] {
  const known = cached(calendar);
  const kept = known.get(day);
  if (kept) return kept;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const openings = joined(calendar.days[day] ?? calendar.week[weekday] ?? []);
  const stretches = openings.flatMap((opening) => stretchesOnClock(calendar.timeZone, day, opening));
  known.set(day, stretches);
  return stretches;
}

/** Of each calendar the days that were asked for lately. */
const calendars = new WeakMap<BusinessCalendar, Map<string, readonly Stretch[]>>();
const MOST_KEPT = 4_000;

function cached(calendar: BusinessCalendar): Map<string, readonly Stretch[]> {
  const known = calendars.get(calendar);
  if (known && known.size < MOST_KEPT) return known;
  const fresh = new Map<string, readonly Stretch[]>();
  calendars.set(calendar, fresh);
  return fresh;
}

function joined(openings: readonly Opening[]): Opening[] {
  const sorted = openings.filter(({ from, until }) => until > from).toSorted((one, other) => one.from - other.from);
  const result: Opening[] = [];
  for (const { from, until } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.until) result[result.length - 1] = { from: last.from, until: Math.max(last.until, until) };
    else result.push({ from, until });
  }
  return result;
}
