import type { ChatHours } from '@balie/shared/contracts/chat-desk.ts';
import * as calendars from '@balie/shared/domain/business-calendar.ts';

/** Open at this moment? From the first minute until before the last. */
export function isOpen(hours: ChatHours, at: Date): boolean {
  return calendars.isOpen(calendarOf(hours), at.getTime());
}

/** Null while open, or when it never opens. */
export function opensAt(hours: ChatHours, at: Date): Date | null {
  const next = calendars.nextOpening(calendarOf(hours), at.getTime());
  return next !== undefined && next > at.getTime() ? new Date(next) : null;
}

/**
 * What can honestly be promised to who asks now: so long after the next opening, but before it closes again. Null while
 * it is open (somebody answers now), or when it never opens.
 */
export function answersBy(hours: ChatHours, at: Date, withinMinutes: number): Date | null {
  const opens = opensAt(hours, at)?.getTime();
  if (opens === undefined) return null;
  return new Date(Math.min(opens + withinMinutes * 60_000, calendars.nextClosing(calendarOf(hours), opens) ?? Number.POSITIVE_INFINITY));
}

const known = new WeakMap<ChatHours, calendars.BusinessCalendar>();

function calendarOf(hours: ChatHours): calendars.BusinessCalendar {
  const kept = known.get(hours);
  if (kept) return kept;
  const { timeZone, windows } = hours;
  const on = (day: number) => windows.filter((window) => window.day === day);
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    on(day).map(({ opens, closes }) => ({ from: minutesOf(opens), until: minutesOf(closes) })),
  );
  const calendar = { timeZone, week, days: {} };
  known.set(hours, calendar);
  return calendar;
}

/** @param time `09:30`; `24:00` is the midnight that ends the day */
function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
