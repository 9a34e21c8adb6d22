import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterOpenTime,
  type BusinessCalendar,
  CALENDAR_HOURS,
  isOpen,
  nextClosing,
  nextOpening,
  type Opening,
  openTimeBetween,
} from './business-calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (at: number | undefined) => at && new Date(at).toISOString().slice(0, 16);
const office: Opening[] = [{ from: 9 * 60, until: 17 * 60 }];
const workdays: BusinessCalendar = {
  timeZone: 'Europe/Amsterdam',
  week: [office, office, office, office, office, [], []],
  days: { '2026-12-25': [], '2026-12-24': [{ from: 9 * 60, until: 13 * 60 }] },
};

/** What the calendar says of one minute, by looking at the clock on the wall. */
function oracle(calendar: BusinessCalendar) {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short' } as const;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: calendar.timeZone, hourCycle: 'h23', ...parts });
  return (at: number): boolean => {
    const wall = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].findIndex((name) => wall['weekday']?.startsWith(name));
    const minute = Number(wall['hour']) * 60 + Number(wall['minute']);
    const openings = calendar.days[`${wall['year']}-${wall['month']}-${wall['day']}`] ?? calendar.week[weekday] ?? [];
    return openings.some(({ from, until }) => from <= minute && minute < until);
  };
}

const opening = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([one, other]) => ({ from: Math.min(one, other), until: Math.max(one, other) }));
const openings = fc.oneof(fc.constant(office), fc.constant([{ from: 0, until: 1_440 }]), fc.array(opening, { maxLength: 3 }));
/** Around them clocks change: by an hour, by half of one, in the other half of the year, by a whole day, or never. */
const CHANGES: readonly (readonly [zone: string, day: string])[] = [
  ['Europe/Amsterdam', '2026-03-29'],
  ['Europe/Amsterdam', '2026-10-25'],
  ['Europe/Amsterdam', '2031-03-30'],
  ['Europe/Dublin', '2019-10-27'],
  ['America/New_York', '2027-03-14'],
  ['America/New_York', '2027-11-07'],
  ['America/St_Johns', '2006-10-29'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Asia/Beirut', '2024-03-31'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['UTC', '2026-02-28'],
];
const situation = fc
  .tuple(
    fc.constantFrom(...CHANGES),
    fc.array(openings, { minLength: 7, maxLength: 7 }),
    fc.option(openings),
    fc.integer({ min: -2_880, max: 1_440 }),
  )
  .map(([[timeZone, day], week, exception, minutes]) => ({
    calendar: { timeZone, week, days: exception ? { [day]: exception } : {} },
    at: Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE,
  }));

describe('the hours of a calendar', () => {
  it('are, minute by minute, those on the wall, whatever the clocks do', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 0, max: 3 * 1_440 }), ({ calendar, at }, length) => {
        const says = oracle(calendar);
        let open = 0;
        for (let minute = 0; minute < length; minute++) if (says(at + minute * MINUTE)) open += MINUTE;
        expect(openTimeBetween(calendar, at, at + length * MINUTE)).toBe(open);
        expect(isOpen(calendar, at)).toBe(says(at));
        expect(isOpen(calendar, at + 59_999)).toBe(says(at));
      }),
      { numRuns: 100 },
    );
  });

  it('lead to a deadline before which exactly so long is open', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 40 * 60 }), ({ calendar, at }, minutes) => {
        const deadline = afterOpenTime(calendar, at, minutes * MINUTE);
        if (deadline === undefined) return expect(nextOpening(calendar, at + 60 * DAY)).toBeUndefined();
        expect(openTimeBetween(calendar, at, deadline)).toBe(minutes * MINUTE);
        // Not a moment later than it must be: the time just before it is open.
        expect(isOpen(calendar, deadline - 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('open and close where the clock on the wall says so', () => {
    fc.assert(
      fc.property(situation, ({ calendar, at }) => {
        const says = oracle(calendar);
        const opens = nextOpening(calendar, at);
        if (opens === undefined) return;
        expect(isOpen(calendar, opens)).toBe(true);
        if (opens > at) expect(says(opens - MINUTE)).toBe(false);
        const closes = nextClosing(calendar, opens);
        if (closes === undefined) return;
        expect(isOpen(calendar, closes)).toBe(false);
        expect(openTimeBetween(calendar, opens, closes)).toBe(closes - opens);
      }),
      { numRuns: 100 },
    );
  });

  it('add up: a time is as long as its parts', () => {
    fc.assert(
      fc.property(
        situation,
        fc.integer({ min: 0, max: 400 * 1_440 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ calendar, at }, minutes, share) => {
          const end = at + minutes * MINUTE;
          const middle = at + Math.round(minutes * share) * MINUTE;
          expect(openTimeBetween(calendar, at, middle) + openTimeBetween(calendar, middle, end)).toBe(openTimeBetween(calendar, at, end));
          expect(openTimeBetween(calendar, end, at)).toBe(0 - openTimeBetween(calendar, at, end));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('stop for the night, the weekend, a holiday and a day that ends sooner', () => {
    expect(shown(afterOpenTime(workdays, utc('2026-11-20T15:00:00'), 2 * HOUR))).toBe('2026-11-23T09:00');
    expect(shown(afterOpenTime(workdays, utc('2026-12-24T11:30:00'), HOUR))).toBe('2026-12-28T08:30');
    expect(openTimeBetween(workdays, utc('2026-12-21T00:00:00'), utc('2026-12-28T00:00:00'))).toBe((3 * 8 + 4) * HOUR);
  });

  it('are all there is, when every hour counts', () => {
    expect(openTimeBetween(CALENDAR_HOURS, utc('2026-03-28T12:00:00'), utc('2026-03-30T12:00:00'))).toBe(2 * DAY);
    expect(afterOpenTime(CALENDAR_HOURS, utc('2026-03-28T12:34:56'), DAY)).toBe(utc('2026-03-29T12:34:56'));
    expect(nextClosing(CALENDAR_HOURS, utc('2026-03-28T12:00:00'))).toBeUndefined();
  });

  it('end where nobody is ever there', () => {
    const never: BusinessCalendar = { timeZone: 'Europe/Amsterdam', week: [], days: {} };
    expect(nextOpening(never, utc('2026-01-01T00:00:00'))).toBeUndefined();
    expect(afterOpenTime(never, utc('2026-01-01T00:00:00'), 1)).toBeUndefined();
    expect(afterOpenTime(never, utc('2026-01-01T00:00:00'), 0)).toBe(utc('2026-01-01T00:00:00'));
    expect(openTimeBetween(never, utc('2026-01-01T00:00:00'), utc('2027-01-01T00:00:00'))).toBe(0);
    const once = { ...never, days: { '2027-12-31': office } };
    expect(shown(nextOpening(once, utc('2026-01-01T00:00:00')))).toBe('2027-12-31T08:00');
  });

  it('are of a place that exists', () => {
    expect(() => isOpen({ ...workdays, timeZone: 'Europa/Amsterdam' }, 0)).toThrow(RangeError);
  });
});
