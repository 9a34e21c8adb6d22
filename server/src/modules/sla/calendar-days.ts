import type { CalendarHours, CalendarPreview } from '@balie/shared/contracts/calendars.ts';
import { type BusinessCalendar, CALENDAR_HOURS, type Opening } from '@balie/shared/domain/business-calendar.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';
import { daysFrom } from './days-from.ts';
import { type Holiday, knownDaysOf } from './holidays.ts';

/** Deadlines lie ahead for as long as a promise may be, of tickets that are as old as they may be. */
const YEARS_BACK = 2;
const YEARS_AHEAD = 3;
const PREVIEW_DAYS = 366;

/** A calendar as deadlines are computed by it: its holidays and exceptions as days, for the years around `now`. */
export async function toBusinessCalendar(hours: CalendarHours, now: Date): Promise<BusinessCalendar> {
  if (hours.kind === 'always') return CALENDAR_HOURS;
  const year = now.getUTCFullYear();
  const years = Array.from({ length: YEARS_BACK + YEARS_AHEAD + 1 }, (_, index) => year - YEARS_BACK + index);
  const days: Record<string, readonly Opening[]> = {};
  for (const holiday of await holidaysIn(hours, years)) if (isClosedOn(hours, holiday)) days[holiday.date] = [];
  // The later line goes before the earlier one, and both before holidays.
  for (const { from, until, openings } of hours.exceptions) for (const day of daysBetween(from, until)) days[day] = openings;
  return { timeZone: hours.timeZone, week: hours.week, days };
}

/** The coming year, day by day, and why. @param language of the names of holidays */
export async function previewOf(hours: CalendarHours, now: Date, language: string): Promise<CalendarPreview> {
  const today = wallDayOf(hours.timeZone, now.getTime());
  const year = Number(today.slice(0, 4));
  const dates = daysFrom(today, PREVIEW_DAYS);
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const holidays = (await holidaysIn(hours, [year, year + 1], language)).filter(({ date }) => first <= date && date <= last);
  const days = dates.map((date): CalendarPreview['days'][number] => {
    if (hours.kind === 'always') return { date, openings: [{ from: 0, until: 1_440 }], because: 'week', name: '' };
    const exception = hours.exceptions.findLast(({ from, until }) => from <= date && date <= until);
    if (exception) return { date, openings: exception.openings, because: 'exception', name: exception.name };
    const holiday = holidays.find((one) => one.date === date && isClosedOn(hours, one));
    if (holiday) return { date, openings: [], because: 'holiday', name: holiday.name };
    return { date, openings: hours.week[weekdayOf(date)] ?? [], because: 'week', name: '' };
  });
  return { days, holidays: holidays.map((holiday) => ({ ...holiday, off: !isClosedOn(hours, holiday) })) };
}

function holidaysIn({ holidays }: CalendarHours, years: readonly number[], language?: string): Promise<Holiday[]> | Holiday[] {
  return holidays ? knownDaysOf(holidays, years, language) : [];
}

function isClosedOn({ holidays }: CalendarHours, { rule, official }: Holiday): boolean {
  return official ? !holidays?.off.includes(rule) : (holidays?.also?.includes(rule) ?? false);
}

function daysBetween(from: string, until: string): string[] {
  const count = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
  return daysFrom(from, count);
}

/** Monday is 0. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
