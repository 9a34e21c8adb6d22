import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import type { TFunction } from 'i18next';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From here on seconds are counted. */
export const LAST_SECONDS_MS = 2 * MINUTE;

/** `fine` and `paused` are calm, `soon` asks for attention, `late` for work now. */
export type DeadlineMood = 'fine' | 'soon' | 'late' | 'paused';

/**
 * How a deadline stands at a moment: computed here, so that it turns at its own second, whenever the server's word of it arrives.
 * @param now milliseconds since 1970
 */
export function moodOf(deadline: TicketDeadline, now: number): DeadlineMood {
  if (deadline.state === 'breached' || (deadline.dueAt !== null && now >= Date.parse(deadline.dueAt))) return 'late';
  if (deadline.state === 'paused') return 'paused';
  if (deadline.state === 'warned' || (deadline.warnAt !== null && now >= Date.parse(deadline.warnAt))) return 'soon';
  return 'fine';
}

/** Milliseconds by the clock on the wall until it is over, negative when it is; of a paused one what was left of its own time. */
export function leftOf(deadline: TicketDeadline, now: number): number {
  if (deadline.dueAt !== null) return Date.parse(deadline.dueAt) - now;
  return (deadline.leftSeconds ?? 0) * SECOND;
}

/** `45 s`, `12 min`, `1 u 05`, `14 u`, `3 d`: rounded down, so that nobody is promised a minute that is over. */
export function shortAmount(ms: number, t: TFunction<'deadlines'>): string {
  const size = Math.abs(ms);
  if (size < LAST_SECONDS_MS) return t('amount.seconds', { count: Math.floor(size / SECOND) });
  if (size < HOUR) return t('amount.minutes', { count: Math.floor(size / MINUTE) });
  if (size < 10 * HOUR) {
    const minutes = String(Math.floor((size % HOUR) / MINUTE)).padStart(2, '0');
    return t('amount.hoursMinutes', { hours: Math.floor(size / HOUR), minutes });
  }
  if (size < 2 * DAY) return t('amount.hours', { count: Math.floor(size / HOUR) });
  return t('amount.days', { count: Math.floor(size / DAY) });
}
