/** `morgen 09:00`, `maandag 09:00`, `3 maart 09:00`: a coming moment as one says it. */
export function momentInWords(at: number, locale: string, now = Date.now()): string {
  const language = locale === 'en' ? 'en-GB' : 'nl-NL';
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days >= 0 && days <= 1) return `${new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')} ${time}`;
  if (days > 1 && days < 7) return `${new Intl.DateTimeFormat(language, { weekday: 'long' }).format(at)} ${time}`;
  return `${new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(at)} ${time}`;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
