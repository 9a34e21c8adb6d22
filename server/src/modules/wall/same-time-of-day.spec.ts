import { expect, it } from '@jest/globals';
import { sameTimeOfDay } from './same-time-of-day.ts';

const shown = (now: string, weeks: number) =>
  sameTimeOfDay('Europe/Amsterdam', new Date(now), weeks).map(({ from, until }) => `${from.toISOString()} ${until.toISOString()}`);

it('is the same weekday up to the same time of day', () => {
  expect(shown('2026-06-17T09:30:15.250Z', 2)).toEqual([
    '2026-06-16T22:00:00.000Z 2026-06-17T09:30:15.250Z',
    '2026-06-09T22:00:00.000Z 2026-06-10T09:30:15.250Z',
    '2026-06-02T22:00:00.000Z 2026-06-03T09:30:15.250Z',
  ]);
});

it('goes by the clock on the wall, whatever was done to it in between', () => {
  // Put forward on 29 March 2026.
  expect(shown('2026-04-01T08:00:00.000Z', 1)).toEqual([
    '2026-03-31T22:00:00.000Z 2026-04-01T08:00:00.000Z',
    '2026-03-24T23:00:00.000Z 2026-03-25T09:00:00.000Z',
  ]);
});

it('knows the night in which the clock is put back, and the very beginning of a day', () => {
  expect(shown('2026-10-25T02:30:00.000Z', 1)).toEqual([
    '2026-10-24T22:00:00.000Z 2026-10-25T02:30:00.000Z',
    '2026-10-17T22:00:00.000Z 2026-10-18T01:30:00.000Z',
  ]);
  expect(shown('2026-06-16T22:00:00.000Z', 1)[1]).toMatch(/^2026-06-09T22:00:00.000Z 2026-06-09T22:00:00.00/);
});
