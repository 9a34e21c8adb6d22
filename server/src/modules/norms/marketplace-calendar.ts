import type { BusinessCalendar, Opening } from '@balie/shared/domain/business-calendar.ts';
import { holidaysOf } from '../sla/public.ts';
import type { MarketplaceRules } from './marketplace-rules.ts';

const WHOLE_DAY: readonly Opening[] = [{ from: 0, until: 1_440 }];
/** Questions are as old as history shows them, and have a day of their own to be answered. */
const YEARS = [-1, 0, 1];

const known = new Map<string, Promise<BusinessCalendar>>();

type Rules = Pick<MarketplaceRules, 'timeZone' | 'holidaysOf' | 'callHours'>;

/** The days that count: whole ones, from Monday to Friday, save what is an official holiday in one of its countries. */
export function countingDays(rules: Rules, now: Date): Promise<BusinessCalendar> {
  return calendarWith(rules, WHOLE_DAY, now);
}

/** When it measures telephones. */
export function callHours(rules: Rules, now: Date): Promise<BusinessCalendar> {
  return calendarWith(rules, [rules.callHours], now);
}

function calendarWith(rules: Rules, openings: readonly Opening[], now: Date): Promise<BusinessCalendar> {
  const year = now.getUTCFullYear();
  const key = JSON.stringify([rules.timeZone, rules.holidaysOf.toSorted(), openings, year]);
  const kept = known.get(key) ?? made(rules, openings, year);
  known.set(key, kept);
  return kept;
}

async function made({ timeZone, holidaysOf: countries }: Rules, openings: readonly Opening[], year: number) {
  const years = YEARS.map((more) => year + more);
  const holidays = await Promise.all(countries.map((country) => holidaysOf({ country, region: null }, years)));
  const week = Array.from({ length: 7 }, (_, weekday) => (weekday < 5 ? openings : []));
  return { timeZone, week, days: Object.fromEntries(holidays.flat().map(({ date }) => [date, []])) };
}
