import { expect, it } from '@jest/globals';
import { DAY_MS, schedule } from './sending-schedule.ts';

const NOW = Date.parse('2026-03-01T09:00:00Z');
const seconds = (times: readonly number[]) => times.map((time) => (time - NOW) / 1000);

it('lets everything leave at once where nothing is limited', () => {
  expect(seconds(schedule({ perMinute: null, perDay: null }, [{ at: NOW, count: 5_000 }], NOW, 3))).toEqual([0, 0, 0]);
});

it('spreads a burst over the minutes', () => {
  expect(seconds(schedule({ perMinute: 2, perDay: null }, [], NOW, 5))).toEqual([0, 0, 60, 60, 120]);
});

it('counts what left before, to the second', () => {
  const sent = [
    { at: NOW - 50_000, count: 1 },
    { at: NOW - 20_000, count: 1 },
  ];
  expect(seconds(schedule({ perMinute: 2, perDay: null }, sent, NOW, 3))).toEqual([10, 40, 70]);
});

it('waits for the day when the day is full, and keeps to the minute after it', () => {
  const sent = [
    { at: NOW - DAY_MS + 3_600_000, count: 2 },
    { at: NOW - 7_200_000, count: 1 },
  ];
  expect(seconds(schedule({ perMinute: 1, perDay: 3 }, sent, NOW, 3))).toEqual([3_600, 3_660, 79_200]);
});

it('never goes before the moment it is given', () => {
  expect(seconds(schedule({ perMinute: 1, perDay: null }, [], NOW + 300_000, 2))).toEqual([300, 360]);
});

it('is quick for a day that is full to the brim', () => {
  const sent = Array.from({ length: 10_000 }, (_, index) => ({ at: NOW - 1_000 * (10_000 - index), count: 1 }));
  const started = performance.now();
  expect(schedule({ perMinute: 30, perDay: 10_000 }, sent, NOW, 5_000)).toHaveLength(5_000);
  expect(performance.now() - started).toBeLessThan(200);
});
