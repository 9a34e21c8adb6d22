import type { ChatHours } from '@balie/shared/contracts/chat-desk.ts';
import { DateTime } from 'luxon';

interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** A week and the day on which it began again. */
const DAYS_AHEAD = 8;

/** Open at this moment? From the first minute until before the last. */
export function isOpen(hours: ChatHours, at: Date): boolean {
  return stretchesFrom(hours, at).some(({ from, until }) => from <= at && at < until);
}

/** Null while open, or when it never opens. */
export function opensAt(hours: ChatHours, at: Date): Date | null {
  const [next] = stretchesFrom(hours, at);
  return next && next.from > at ? next.from : null;
}

/**
 * What can honestly be promised to who asks now: so long after the next opening, but before it closes again. Null while
 * it is open (somebody answers now), or when it never opens.
 */
export function answersBy(hours: ChatHours, at: Date, withinMinutes: number): Date | null {
  const [next] = stretchesFrom(hours, at);
  if (!next || next.from <= at) return null;
  return new Date(Math.min(next.from.getTime() + withinMinutes * 60_000, next.until.getTime()));
}

/**
 * The opening times that are not over yet, in order. By the clock on the shop's wall: on the day when it is put forward
 * or back, nine o'clock is nine o'clock. A time that the clock leaves out is taken as the one just after.
 */
function stretchesFrom({ timeZone, windows }: ChatHours, at: Date): Stretch[] {
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day');
  if (!today.isValid) return [];
  return Array.from({ length: DAYS_AHEAD }, (_, ahead) => today.plus({ days: ahead }))
    .flatMap((day) =>
      windows
        .filter((window) => window.day === day.weekday)
        .map(({ opens, closes }) => ({ from: onClock(day, opens), until: onClock(day, closes) })),
    )
    .filter(({ until }) => until > at)
    .sort((one, other) => one.from.getTime() - other.from.getTime());
}

function onClock(day: DateTime, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour === 24 ? day.plus({ days: 1 }) : day.set({ hour, minute })).toJSDate();
}
