import type { Locale } from '@balie/shared/contracts/common.ts';
import type { Texts } from '../lib/language.ts';

/** In the visitor's own time. */
const tag = (language: Locale) => (language === 'nl' ? 'nl-NL' : 'en-GB');

export const clockWords = (at: number, language: Locale): string =>
  new Intl.DateTimeFormat(tag(language), { hour: '2-digit', minute: '2-digit' }).format(at);

export function dayWords(at: number, now: number, language: Locale, { messages }: Texts): string {
  const [day, today] = [new Date(at), new Date(now)];
  if (day.toDateString() === today.toDateString()) return messages.today;
  today.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return messages.yesterday;
  return new Intl.DateTimeFormat(tag(language), { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** "340 kB", "2,5 MB" */
export function sizeWords(bytes: number, language: Locale): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(tag(language), { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
