import { expect, it } from '@jest/globals';
import { isoWeekOf, mondayOf, shifted, weekAt, weekdayOf } from './norm-week.ts';

const ZONE = 'Europe/Amsterdam';

it.each([
  ['2026-05-10T21:59:59Z', '2026-05-04'],
  ['2026-05-10T22:00:00Z', '2026-05-11'],
  ['2026-01-04T22:59:59Z', '2025-12-29'],
  ['2026-01-04T23:00:00Z', '2026-01-05'],
])('puts %s into the week of Monday %s', (at, monday) => {
  expect(weekAt(ZONE, Date.parse(at)).monday).toBe(monday);
});

it('makes a week an hour shorter and longer where the clock is put forward and back', () => {
  const hours = (at: string) => {
    const { from, until } = weekAt(ZONE, Date.parse(at));
    return (until - from) / 3_600_000;
  };
  expect([hours('2026-03-25T12:00:00Z'), hours('2026-04-01T12:00:00Z'), hours('2026-10-22T12:00:00Z')]).toEqual([167, 168, 169]);
});

it('numbers weeks by ISO 8601 and finds them again, over forty years', () => {
  // Each week has its own number, one more than the one before, or the first of the next year.
  let before = { year: 1999, week: 52 };
  for (let monday = '2000-01-03'; monday < '2040-01-01'; monday = shifted(monday, 7)) {
    const { year, week } = isoWeekOf(monday);
    expect(weekdayOf(monday)).toBe(0);
    expect(mondayOf(year, week)).toBe(monday);
    if (week !== 1) expect({ year, week }).toEqual({ year: before.year, week: before.week + 1 });
    else expect([year, before.week >= 52]).toEqual([before.year + 1, true]);
    before = { year, week };
  }
});

it.each([
  ['2020-12-28', 2020, 53],
  ['2024-12-30', 2025, 1],
  ['2026-05-11', 2026, 20],
])('calls the week of %s %d-%d', (monday, year, week) => {
  expect(isoWeekOf(monday)).toEqual({ year, week });
});
