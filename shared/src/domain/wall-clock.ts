/** From `from` until just before `until`, in milliseconds since 1970 (UTC). */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No zone is further from UTC than this. */
const MOST_OFFSET_MS = 15 * 3_600_000;

/** The day (`YYYY-MM-DD`) that the calendar on the wall of a place shows. @param timeZone IANA name @throws RangeError when there is no such zone */
export function wallDayOf(timeZone: string, at: number): string {
  return new Date(at + knownOffsetAt(timeZone, at)).toISOString().slice(0, 10);
}

/** What the clock on the wall of a place shows, in minutes since midnight, and parts of one. */
export function wallMinutesOf(timeZone: string, at: number): number {
  const shown = at + knownOffsetAt(timeZone, at);
  return (shown - Math.floor(shown / DAY_MS) * DAY_MS) / MINUTE_MS;
}

/** The moment before which this day has begun nowhere. */
export function earliestOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - MOST_OFFSET_MS;
}

/** That day and all that follow. */
export function* wallDaysFrom(day: string): Generator<string> {
  for (let at = Date.parse(`${day}T00:00:00Z`); ; at += DAY_MS) yield new Date(at).toISOString().slice(0, 10);
}

/**
 * When the clock on the wall of a place shows a time of a day from `from` until `until` (minutes since midnight). An hour that
 * the clock leaves out in spring takes no time; one that it shows twice in autumn is there twice.
 */
export function stretchesOnClock(
  timeZone: string,
  day: string,
  { from, until }: { readonly from: number; readonly until: number },
): Stretch[] {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const wall = { from: midnight + from * MINUTE_MS, until: midnight + until * MINUTE_MS };
  return periodsAround(timeZone, day, midnight)
    .map((period) => ({
      from: Math.max(wall.from - period.offset, period.from),
      until: Math.min(wall.until - period.offset, period.until),
    }))
    .filter((stretch) => stretch.from < stretch.until);
}

interface Period extends Stretch {
  /** Milliseconds by which the wall is ahead of UTC. */
  readonly offset: number;
}

/** The time around a day by the wall, cut where the clock is put forward or back. */
function periodsAround(timeZone: string, day: string, midnight: number): Period[] {
  const end = midnight + DAY_MS + MOST_OFFSET_MS;
  const periods: Period[] = [];
  let from = earliestOf(day);
  while (from < end) {
    const offset = offsetAt(timeZone, from);
    const until = changeWithin(timeZone, from, end, offset);
    periods.push({ from, until, offset });
    from = until;
  }
  return periods;
}

/** The moment at which the offset is another than at `from`; `end` when it is not before. Clocks change twice within half a day nowhere. */
function changeWithin(timeZone: string, from: number, end: number, offset: number): number {
  const STEP = DAY_MS / 2;
  for (let low = from; low < end; low += STEP) {
    let high = Math.min(low + STEP, end);
    if (offsetAt(timeZone, high) === offset) continue;
    let before = low;
    while (high - before > 1_000) {
      const middle = before + Math.floor((high - before) / 2_000) * 1_000;
      if (offsetAt(timeZone, middle) === offset) before = middle;
      else high = middle;
    }
    return high;
  }
  return end;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', hourCycle: 'h23', era: 'short', ...parts });
  formats.set(timeZone, format);
  return format;
}

/** Since then clocks have changed at whole quarters of an hour alone, everywhere. */
const QUARTERS_SINCE = Date.parse('1980-01-01T00:00:00Z');
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_QUARTERS = 20_000;
const quarters = new Map<string, Map<number, number>>();

/** The same as `offsetAt`, which is a hundred times slower, for what is asked again and again. */
function knownOffsetAt(timeZone: string, at: number): number {
  if (at < QUARTERS_SINCE) return offsetAt(timeZone, at);
  let known = quarters.get(timeZone);
  if (!known || known.size > MOST_QUARTERS) {
    known = new Map();
    quarters.set(timeZone, known);
  }
  const quarter = Math.floor(at / QUARTER_MS);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = offsetAt(timeZone, at);
    known.set(quarter, offset);
  }
  return offset;
}

/** Milliseconds by which the wall of the place is ahead of UTC. */
function offsetAt(timeZone: string, at: number): number {
  const second = Math.floor(at / 1_000) * 1_000;
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(second)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}
