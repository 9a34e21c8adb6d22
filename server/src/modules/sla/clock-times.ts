import type { SlaPromise, SlaTerms } from '@balie/shared/contracts/sla.ts';
import { afterOpenTime, type BusinessCalendar, CALENDAR_HOURS, openTimeBetween } from '@balie/shared/domain/business-calendar.ts';
import { clocksOf, type RawClock, type RawSpan } from './clock-rules.ts';
import type { Story } from './ticket-story.ts';

/** A clock held against what is promised. Milliseconds since 1970. */
export interface Clock extends Omit<RawClock, 'phase' | 'priority'> {
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
  readonly promisedMs: number;
  /** Of counting time, until it ended or until now. */
  readonly workedMs: number;
  /** When so much of the time was over; undefined while it stands still before that, and where no hours come any more. */
  readonly warnAt: number | undefined;
  readonly dueAt: number | undefined;
}

/** What is promised to a ticket. */
export interface Promised {
  readonly terms: Pick<SlaTerms, 'promises' | 'pauses' | 'warnAtPercent'>;
  /** Its business hours. */
  readonly calendar: BusinessCalendar;
}

/** All clocks of a ticket as they are at `now`: the same story, promise and moment make the same clocks. */
export function measure(story: Story, promised: Promised, now: number): Clock[] {
  return heldTo(clocksOf(story.happenings, story.beginning, promised.terms.pauses), promised, now);
}

/** Those clocks of which something is promised. */
export function heldTo(clocks: readonly RawClock[], { terms, calendar }: Promised, now: number): Clock[] {
  return clocks.flatMap((raw) => {
    const promise = terms.promises[raw.target];
    const seconds = promise.seconds[raw.priority];
    return seconds === null ? [] : [held(raw, seconds * 1_000, hoursOf(promise, calendar), terms.warnAtPercent, now)];
  });
}

function hoursOf(promise: SlaPromise, calendar: BusinessCalendar): BusinessCalendar {
  return promise.hours === 'business' ? calendar : CALENDAR_HOURS;
}

function held(
  { phase, priority: _, ...raw }: RawClock,
  promisedMs: number,
  hours: BusinessCalendar,
  warnAtPercent: number | null,
  now: number,
): Clock {
  const dueAt = momentOf(raw.spans, promisedMs, hours);
  const warnAt = warnAtPercent === null ? undefined : momentOf(raw.spans, Math.floor((promisedMs * warnAtPercent) / 100), hours);
  const end = raw.endedAt ?? now;
  // At the very moment is in time.
  const isLate = dueAt !== undefined && dueAt < end;
  const state = isLate ? 'breached' : ({ running: 'running', paused: 'paused', met: 'met', void: 'cancelled' } as const)[phase];
  const workedMs = raw.spans.filter(counts).reduce((sum, span) => sum + worked(span, end, hours), 0);
  return { ...raw, state, promisedMs, workedMs, warnAt, dueAt };
}

const counts = ({ what }: RawSpan) => what === 'running';

function worked(span: RawSpan, end: number, hours: BusinessCalendar): number {
  return Math.max(0, openTimeBetween(hours, span.from, span.until ?? Math.max(span.from, end)));
}

/** When so much counting time was over, or will be if nothing happens any more. */
function momentOf(spans: readonly RawSpan[], ms: number, hours: BusinessCalendar): number | undefined {
  let left = ms;
  const running = spans.filter(counts);
  for (const [index, span] of running.entries()) {
    // What ended in its last stretch might have gone on.
    const isLast = index === running.length - 1 && span === spans.at(-1);
    const open = isLast || span.until === undefined ? Number.POSITIVE_INFINITY : openTimeBetween(hours, span.from, span.until);
    if (open >= left) return afterOpenTime(hours, span.from, left);
    left -= open;
  }
  return undefined;
}
