import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import { useTranslation } from 'react-i18next';

type Week = CalendarHours['week'];
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** Monday is 0. */
export function dayName(day: number, language: string, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(MONDAY + day * DAY_MS);
}

/** `09:00` of 540; the midnight that ends a day is `24:00`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A week as one says it: `ma–vr 09:00–17:00, za 10:00–16:00`. */
export function useWeekWords(): (week: Week) => string {
  const { t, i18n } = useTranslation('promises');
  return (week) => {
    const hours = week.map((openings) => openings.map(({ from, until }) => `${clockText(from)}–${clockText(until)}`).join(', '));
    const stretches: string[] = [];
    for (let day = 0; day < hours.length; ) {
      let last = day;
      while (hours[last + 1] === hours[day]) last += 1;
      const days =
        last === day
          ? dayName(day, i18n.language, 'short')
          : `${dayName(day, i18n.language, 'short')}–${dayName(last, i18n.language, 'short')}`;
      if (hours[day]) stretches.push(`${days} ${hours[day]}`);
      day = last + 1;
    }
    return stretches.length > 0 ? stretches.join('; ') : t('calendars.neverOpen');
  };
}
