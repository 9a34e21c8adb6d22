import { stretchesOnClock, wallDayOf } from './wall-clock.ts';

const DAY_MS = 86_400_000;

/** A week from Monday to Sunday (ISO 8601), by the clock of a place. */
export interface NormWeek {
  /** `YYYY-MM-DD`. */
  readonly monday: string;
  /** Milliseconds since 1970; `until` is not part of it. */
  readonly from: number;
  readonly until: number;
}

/** The week that it is there at that moment. */
export function weekAt(timeZone: string, at: number): NormWeek {
  const day = wallDayOf(timeZone, at);
  return weekFrom(timeZone, shifted(day, 0 - weekdayOf(day)));
}

export function weekFrom(timeZone: string, monday: string): NormWeek {
  return { monday, from: dayBegins(timeZone, monday), until: dayBegins(timeZone, shifted(monday, 7)) };
}

/** As many days later; earlier when negative. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function dayBegins(timeZone: string, day: string): number {
  // No clock leaves out a whole day, save where a place moved over the date line.
  return stretchesOnClock(timeZone, day, { from: 0, until: 1_440 })[0]?.from ?? Date.parse(`${day}T00:00:00Z`);
}

/** The number of a week, and the year that it belongs to: that of its Thursday. */
export function isoWeekOf(monday: string): { readonly year: number; readonly week: number } {
  const thursday = shifted(monday, 3);
  const year = Number(thursday.slice(0, 4));
  return { year, week: 1 + Math.round((Date.parse(monday) - Date.parse(mondayOf(year, 1))) / (7 * DAY_MS)) };
}

/** Of a week that is numbered by ISO 8601: the fourth of January is in the first. */
export function mondayOf(year: number, week: number): string {
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  return shifted(fourth, (week - 1) * 7 - weekdayOf(fourth));
}
