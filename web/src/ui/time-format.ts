import type { TFunction } from 'i18next';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type TimeStyle = 'short' | 'long';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', options);
  formats.set(key, known);
  return known;
}

/** `dinsdag 3 maart 2026 om 14:05`. */
export function absoluteTime(at: number, locale: string): string {
  return format(locale, 'absolute', { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** `3 mrt`, with the year when it is not this one. */
export function shortDate(at: number, now: number, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  if (sameYear) return format(locale, 'day', { day: 'numeric', month: 'short' }).format(at);
  return format(locale, 'dayyear', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** `14:05`. */
export function clockTime(at: number, locale: string): string {
  return format(locale, 'clock', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/**
 * How far `at` lies from `now`: `nu`, `4 min`, `2 u`, `3 d`, then the date. `long` makes a phrase of it: `4 minuten geleden`.
 * @param t texts of the namespace `ui`.
 */
export function relativeTime(at: number, now: number, locale: string, style: TimeStyle, t: TFunction<'ui'>): string {
  const distance = Math.abs(now - at);
  if (distance < 45_000) return t(`time.${style}.now`);
  if (distance >= 7 * DAY) return style === 'short' ? shortDate(at, now, locale) : t('time.long.on', { date: shortDate(at, now, locale) });
  const [unit, size] =
    distance < HOUR - 30_000
      ? (['minute', MINUTE] as const)
      : distance < DAY - HOUR / 2
        ? (['hour', HOUR] as const)
        : (['day', DAY] as const);
  const amount = t(`time.${style}.${unit}`, { count: Math.max(1, Math.round(distance / size)) });
  if (style === 'short') return at > now ? t('time.short.in', { amount }) : amount;
  return t(at > now ? 'time.long.in' : 'time.long.ago', { amount });
}
