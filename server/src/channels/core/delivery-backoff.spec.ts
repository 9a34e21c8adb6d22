import { expect, it } from '@jest/globals';
import { waitAfter } from './delivery-backoff.ts';

const MIDDLE = 0.5;

it('waits longer after each failure, an hour at most', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 40].map((attempt) => waitAfter(attempt, MIDDLE));
  expect(waits).toEqual([30, 60, 120, 300, 600, 1800, 3600, 3600, 3600]);
});

it('spreads the waits by a fifth to either side', () => {
  expect(waitAfter(1, 0)).toBeCloseTo(24);
  expect(waitAfter(1, 0.999_999)).toBeCloseTo(36);
});

it('gives up once two days are over, and not an attempt earlier', () => {
  const planned: number[] = [];
  for (let attempt = 1; ; attempt++) {
    const wait = waitAfter(attempt, MIDDLE);
    if (wait === undefined) break;
    planned.push(wait);
  }
  const total = planned.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeLessThanOrEqual(48 * 3600);
  expect(total).toBeGreaterThan(47 * 3600);
});

it('waits at least as long as the provider asks', () => {
  expect(waitAfter(1, MIDDLE, 900)).toBe(900);
  expect(waitAfter(7, MIDDLE, 10)).toBe(3600);
});
