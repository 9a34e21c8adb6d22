import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { KeyedThrottle } from './keyed-throttle.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('runs at once when it was quiet, then the last one at the end of each interval', () => {
  const throttle = new KeyedThrottle(1_000);
  const ran: number[] = [];
  for (const nr of [1, 2, 3]) throttle.run('a', () => ran.push(nr));
  expect(ran).toEqual([1]);
  jest.advanceTimersByTime(1_000);
  expect(ran).toEqual([1, 3]);
  throttle.run('a', () => ran.push(4));
  expect(ran).toEqual([1, 3]);
  jest.advanceTimersByTime(1_000);
  expect(ran).toEqual([1, 3, 4]);
  jest.advanceTimersByTime(1_000);
  throttle.run('a', () => ran.push(5));
  expect(ran).toEqual([1, 3, 4, 5]);
});

it('knows one key from another', () => {
  const throttle = new KeyedThrottle(1_000);
  const ran: string[] = [];
  for (const key of ['a', 'b']) throttle.run(key, () => ran.push(key));
  expect(ran).toEqual(['a', 'b']);
});

it('lets what is urgent through, in place of what waits', () => {
  const throttle = new KeyedThrottle(1_000);
  const ran: string[] = [];
  throttle.run('a', () => ran.push('first'));
  throttle.run('a', () => ran.push('waits'));
  throttle.runNow('a', () => ran.push('urgent'));
  jest.advanceTimersByTime(5_000);
  expect(ran).toEqual(['first', 'urgent']);
});

it('runs what waits before the server ends', () => {
  const throttle = new KeyedThrottle(1_000);
  const ran: string[] = [];
  throttle.run('a', () => ran.push('first'));
  throttle.run('a', () => ran.push('last'));
  throttle.flush();
  expect(ran).toEqual(['first', 'last']);
});
