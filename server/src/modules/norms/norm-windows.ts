import type { NormWindow } from '@balie/shared/contracts/norms.ts';
import { dayBegins, shifted, weekAt } from '@balie/shared/domain/norm-week.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';

/** Days and weeks of own norms are those of the house; the trigger of `norm_questions` knows it, too. */
export const OWN_ZONE = 'Europe/Amsterdam';

/** A stretch that a norm is held against. Milliseconds since 1970; `until` is not part of it. */
export interface NormPeriod {
  /** Its first day. */
  readonly day: string;
  readonly from: number;
  readonly until: number;
  /** How many days it has. */
  readonly length: number;
}

const SHOWN: Readonly<Record<NormWindow, number>> = { day: 14, week: 12, four_weeks: 6 };
const FOUR_WEEKS = 28;

/** The running stretch, and those before it, oldest first. */
export function periodsOf(window: NormWindow, timeZone: string, now: number): NormPeriod[] {
  const today = wallDayOf(timeZone, now);
  const between = (day: string, days: number): NormPeriod => ({
    day,
    from: dayBegins(timeZone, day),
    until: dayBegins(timeZone, shifted(day, days)),
    length: days,
  });
  const begins = (ago: number): NormPeriod => {
    if (window === 'day') return between(shifted(today, 0 - ago), 1);
    if (window === 'week') return between(shifted(weekAt(timeZone, now).monday, -7 * ago), 7);
    return between(shifted(today, 1 - FOUR_WEEKS * (ago + 1)), FOUR_WEEKS);
  };
  return Array.from({ length: SHOWN[window] }, (_, index) => begins(SHOWN[window] - 1 - index));
}

export function daysOf({ day, length }: NormPeriod): string[] {
  return Array.from({ length }, (_, index) => shifted(day, index));
}

/** By which a missed norm is told once: a rolling stretch has no beginning of its own, so it is told once a week. */
export function alertPeriodOf(window: NormWindow, timeZone: string, now: number): string {
  return window === 'day' ? wallDayOf(timeZone, now) : weekAt(timeZone, now).monday;
}
