import { expect, it } from '@jest/globals';
import { Durations } from './percentiles.ts';

it('names the value that a share of all stays within', () => {
  const durations = new Durations();
  for (let value = 100; value >= 1; value--) durations.add(value);
  expect([0.5, 0.95, 0.99, 1].map((share) => durations.percentile(share))).toEqual([50, 95, 99, 100]);
  expect(`${durations}`).toBe('p50 50.0 · p95 95.0 · p99 99.0 ms');
});
