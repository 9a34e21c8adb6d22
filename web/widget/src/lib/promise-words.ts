import type { ChatAvailability } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import { fill, type Texts } from './language.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR * 1000;

/** When the visitor may count on an answer, in one or two short sentences. */
export function promiseWords(availability: ChatAvailability, now: number, language: Locale, texts: Texts): string {
  const { open, typicalAnswerSeconds, answersBy, opensAt } = availability;
  const { promise } = texts;
  if (open) return typicalAnswerSeconds === null ? promise.open : usualWait(typicalAnswerSeconds, promise);
  const when = (word: string, moment: string) => momentWords(Date.parse(moment), word, now, availability.timeZone, language, texts);
  // What was promised and is over is no promise any more.
  if (answersBy && Date.parse(answersBy) > now)
    return `${promise.closed} ${fill(promise.answerBy, { when: when(promise.before, answersBy) })}`;
  if (opensAt && Date.parse(opensAt) > now) return `${promise.closed} ${fill(promise.opensAt, { when: when(promise.at, opensAt) })}`;
  return `${promise.closed} ${promise.byMail}`;
}

/** Rounded up, so that it is kept more often than not. */
function usualWait(seconds: number, promise: Texts['promise']): string {
  if (seconds <= MINUTE) return promise.withinMinute;
  if (seconds <= 10 * MINUTE) return fill(promise.withinMinutes, { count: Math.ceil(seconds / MINUTE) });
  if (seconds <= 45 * MINUTE) return fill(promise.withinMinutes, { count: Math.ceil(seconds / (5 * MINUTE)) * 5 });
  if (seconds <= HOUR) return promise.withinHour;
  if (seconds <= 12 * HOUR) return fill(promise.withinHours, { count: Math.ceil(seconds / HOUR) });
  return promise.withinDay;
}

/** "vandaag voor 17:00", "morgen om 10:00", "maandag voor 10:00", "12 maart voor 10:00", with the zone's name where the visitor's clock differs. */
function momentWords(at: number, word: string, now: number, timeZone: string, language: Locale, { promise }: Texts): string {
  const zone = validZone(timeZone);
  const write = (options: Intl.DateTimeFormatOptions, moment = at) =>
    new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { ...options, timeZone: zone }).format(moment);
  const dayOf = (moment: number) => write({ year: 'numeric', month: 'numeric', day: 'numeric' }, moment);
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const here = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', clock).format(at);
  const time = here === write(clock) ? here : write({ ...clock, timeZoneName: 'short' });
  if (dayOf(at) === dayOf(now)) return fill(promise.today, { word, time });
  if (dayOf(at) === dayOf(now + DAY_MS)) return fill(promise.tomorrow, { word, time });
  const day = at - now < 6 * DAY_MS ? write({ weekday: 'long' }) : write({ day: 'numeric', month: 'long' });
  return fill(promise.onDay, { day, word, time });
}

function validZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'Europe/Amsterdam';
  }
}
