import { openTimeBetween } from '@balie/shared/domain/business-calendar.ts';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Clock, measure } from './clock-times.ts';
import { CALENDARS, POLICIES } from './testing/promises.ts';
import { at, shown, toldTicket } from './testing/told-ticket.ts';
import { storyOf } from './ticket-story.ts';

const MINUTE = 60_000;
const DOINGS = [
  'ask',
  'reply',
  'reply pending',
  'reply solve',
  'pending',
  'open',
  'snooze',
  'solve',
  'close',
  'spam',
  'note',
  'auto-in',
  'auto-out',
  'urgent',
  'low',
];
const START = at('mon 06:00');
/** Things that happen in two weeks, at whole minutes, each after the one before. */
const tellings = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...DOINGS)), { minLength: 1, maxLength: 12 })
  .map((steps) => {
    let minutes = 0;
    return steps.map(([gap, doing]) => {
      minutes += gap;
      return { at: START + minutes * MINUTE, doing };
    });
  });
type Telling = { readonly at: number; readonly doing: string }[];
const inWords = (steps: Telling) => steps.map((step) => `${shown(step.at)} ${step.doing}`).join(', ');
const policies = fc.constantFrom('A', 'C', 'Z', 'N', 'R', 'B', 'P');
const calendars = fc.constantFrom('office', 'lunch', 'late', 'workdays');
const later = fc.integer({ min: 0, max: 6_000 });

function clocks(steps: Telling, policy: string, calendar: string, now: number): Clock[] {
  const [terms, hours] = [POLICIES[policy], CALENDARS[calendar]];
  if (!terms || !hours) throw new Error('No such policy');
  return measure(storyOf(toldTicket(inWords(steps))), { terms, calendar: hours }, now);
}
const endOf = (steps: Telling) => steps.at(-1)?.at ?? START;

it('makes the same of the same, whenever it is asked', () => {
  fc.assert(
    fc.property(tellings, policies, calendars, later, (steps, policy, calendar, minutes) => {
      const now = endOf(steps) + minutes * MINUTE;
      expect(clocks(steps, policy, calendar, now)).toEqual(clocks(steps, policy, calendar, now));
    }),
  );
});

it('is never due before it began, nor warned after it is due; its stretches follow one another', () => {
  fc.assert(
    fc.property(tellings, policies, calendars, later, (steps, policy, calendar, minutes) => {
      for (const clock of clocks(steps, policy, calendar, endOf(steps) + minutes * MINUTE)) {
        if (clock.dueAt !== undefined) expect(clock.dueAt).toBeGreaterThanOrEqual(clock.startedAt);
        if (clock.dueAt !== undefined && clock.warnAt !== undefined) expect(clock.warnAt).toBeLessThanOrEqual(clock.dueAt);
        expect(clock.workedMs).toBeGreaterThanOrEqual(0);
        let end: number | undefined = clock.startedAt;
        for (const span of clock.spans) {
          expect(span.from).toBe(end);
          end = span.until;
        }
        if (clock.endedAt === undefined) expect(end).toBeUndefined();
        else expect(end).toBeLessThanOrEqual(clock.endedAt);
      }
    }),
  );
});

it('does not become timely again by waiting, and what has ended changes no more', () => {
  fc.assert(
    fc.property(tellings, policies, calendars, later, later, (steps, policy, calendar, some, more) => {
      const now = endOf(steps) + some * MINUTE;
      const [before, after] = [clocks(steps, policy, calendar, now), clocks(steps, policy, calendar, now + more * MINUTE)];
      for (const [index, clock] of before.entries()) {
        if (clock.state === 'breached') expect(after[index]?.state).toBe('breached');
        if (clock.endedAt !== undefined) expect(after[index]).toEqual(clock);
      }
    }),
  );
});

it('is made later by a pause by exactly the open time of the pause', () => {
  const moments = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 0, max: 20_000 }));
  fc.assert(
    fc.property(moments, calendars, ([before, long, start], name) => {
      const hours = CALENDARS[name];
      if (!hours) throw new Error('No such calendar');
      const asked = at('mon 00:00') + start * MINUTE;
      const [pausedAt, resumedAt] = [asked + before * MINUTE, asked + (before + long) * MINUTE];
      const plain = [{ at: asked, doing: 'ask' }];
      const paused = [...plain, { at: pausedAt, doing: 'pending' }, { at: resumedAt, doing: 'open' }];
      const [unheld, held] = [clocks(plain, 'A', name, asked)[0], clocks(paused, 'A', name, resumedAt)[0]];
      if (unheld?.dueAt === undefined || held?.dueAt === undefined) throw new Error('It is due some time');
      // What was over before the pause began is not moved by it.
      const moved = unheld.dueAt <= pausedAt ? 0 : openTimeBetween(hours, pausedAt, resumedAt);
      expect(openTimeBetween(hours, unheld.dueAt, held.dueAt)).toBe(moved);
    }),
  );
});

/** Who waits for an answer and since when, minute by minute, by nothing but what a person would say. */
function lateMinutes(steps: Telling, calendar: string, now: number): number[] {
  const hours = CALENDARS[calendar];
  if (!hours) throw new Error('No such calendar');
  const waited: number[] = [];
  let [waits, held, done] = [false, false, false];
  let index = 0;
  for (let minute = START; minute <= now; minute += MINUTE) {
    for (; steps[index]?.at === minute; index++) {
      const doing = steps[index]?.doing ?? '';
      if (doing === 'ask') {
        if (!waits || done) waited.push(0);
        [waits, held, done] = [true, false, false];
      }
      if (doing.startsWith('reply')) waits = false;
      if (doing.endsWith('pending')) [held, done] = [true, false];
      if (doing === 'open') [held, done] = [false, false];
      if (doing.endsWith('solve')) done = true;
    }
    if (waits && !held && !done && minute < now)
      waited[waited.length - 1] = (waited.at(-1) ?? 0) + openTimeBetween(hours, minute, minute + MINUTE) / MINUTE;
  }
  return waited;
}

it('counts what somebody would count who looks at the clock on the wall every minute', () => {
  const plain = tellings.map((steps) =>
    steps.filter(({ doing }) => ['ask', 'reply', 'reply pending', 'reply solve', 'pending', 'open', 'solve', 'note'].includes(doing)),
  );
  fc.assert(
    fc.property(plain, calendars, fc.integer({ min: 0, max: 2_000 }), (steps, calendar, minutes) => {
      fc.pre(steps.length > 0);
      const now = endOf(steps) + minutes * MINUTE;
      const counted = clocks(steps, 'A', calendar, now).map(({ workedMs }) => workedMs / MINUTE);
      expect(counted).toEqual(lateMinutes(steps, calendar, now));
    }),
    { numRuns: 60 },
  );
});
