import type { HolidayCountries } from '@balie/shared/contracts/calendars.ts';
import type Holidays from 'date-holidays';
import { daysFrom } from './days-from.ts';

export interface Holiday {
  /** By the calendar of its country: `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  /** The same in every year: what it is switched on or off by. */
  readonly rule: string;
  /** By law; others are days for schools, banks or customs, which many shops keep. */
  readonly official: boolean;
}

const DAY_MS = 86_400_000;

/** Large, and needed by those who have holidays only: it is loaded when it is asked for. */
async function library(): Promise<typeof Holidays> {
  return (await import('date-holidays')).default;
}

/** The official holidays of some years, each day of those that last longer. None where nobody knows the country. */
export async function holidaysOf(...given: Parameters<typeof knownDaysOf>): Promise<Holiday[]> {
  return (await knownDaysOf(...given)).filter(({ official }) => official);
}

/** Likewise with the days that are no official holidays. */
export async function knownDaysOf(
  place: { readonly country: string; readonly region: string | null },
  years: readonly number[],
  language = 'en',
): Promise<Holiday[]> {
  const Book = await library();
  const book = place.region === null ? new Book(place.country) : new Book(place.country, place.region);
  return years
    .flatMap((year) => book.getHolidays(year, language))
    .flatMap(({ date, start, end, name, rule, type }) => {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
      return daysFrom(date.slice(0, 10), days).map((day) => ({ date: day, name, rule, official: type === 'public' }));
    });
}

/** Whose holidays are known, with their names in a language where they are known in it. */
export async function countriesWithHolidays(language: string): Promise<HolidayCountries> {
  const Book = await library();
  const book = new Book();
  const places = (named: Record<string, string> | undefined) =>
    Object.entries(named ?? {})
      .map(([code, name]) => ({ code, name }))
      .toSorted((one, other) => one.name.localeCompare(other.name, language));
  return {
    items: places(book.getCountries(language)).map((country) => ({ ...country, regions: places(book.getStates(country.code, language)) })),
  };
}
