import { describe, expect, it } from '@jest/globals';
import { ANSWERS, CALLS } from './testing/cases-of-answers.ts';
import { HOURS, PRIORITIES } from './testing/cases-of-hours.ts';
import { MOVES, PAINS } from './testing/cases-of-moves.ts';
import { RESOLUTION, STATUSES } from './testing/cases-of-statuses.ts';
import { clocksOfCase } from './testing/clock-case.ts';

describe.each([
  ['answers', ANSWERS],
  ['statuses', STATUSES],
  ['hours', HOURS],
  ['resolution', RESOLUTION],
  ['priorities', PRIORITIES],
  ['calls', CALLS],
  ['moves', MOVES],
  ['complaints', PAINS],
])('clocks by the table of %s', (_, cases) => {
  it.each(cases)('$name', (one) => {
    expect(clocksOfCase(one)).toBe(one.expected);
  });
});

it('has tables of at least 150 cases, each with a name of its own', () => {
  const names = [ANSWERS, STATUSES, HOURS, RESOLUTION, PRIORITIES, CALLS, MOVES, PAINS].flat().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(150);
});
