import { expect, it } from '@jest/globals';
import { ReconnectPauses } from './reconnect-pauses.ts';

const pauses = new ReconnectPauses();
const seconds = (failures: number) => pauses.after(failures) / 1_000;

it('doubles the pause with every failure, up to five minutes', () => {
  for (const [failures, expected] of [
    [1, 1],
    [2, 2],
    [5, 16],
    [9, 256],
    [10, 300],
    [400, 300],
  ] as const) {
    expect(seconds(failures)).toBeGreaterThanOrEqual(expected * 0.8);
    expect(seconds(failures)).toBeLessThanOrEqual(expected * 1.2);
  }
});

it('does not let many mailboxes come back at the same moment', () => {
  expect(new Set(Array.from({ length: 20 }, () => seconds(4))).size).toBeGreaterThan(10);
});

it('starts anew after a connection that held, and goes on counting after one that did not', () => {
  expect(pauses.failures(7, 31_000)).toBe(1);
  expect(pauses.failures(7, 29_000)).toBe(8);
});
