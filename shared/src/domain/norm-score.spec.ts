import { expect, it } from '@jest/globals';
import { meanState, shareOf, stateOf } from './norm-score.ts';
import { strikesIn } from './norm-strikes.ts';

const ON_TIME = { condition: '>=', threshold: 0.93, from: 3 } as const;
const CANCELLED = { condition: '<=', threshold: 0.02, from: 3 } as const;

it.each([
  ['nothing', 0, 0, ON_TIME, 'unknown'],
  ['none late', 0, 100, ON_TIME, 'good'],
  ['six late of a hundred', 6, 100, ON_TIME, 'good'],
  ['seven late of a hundred', 7, 100, ON_TIME, 'at_risk'],
  ['eight late of a hundred', 8, 100, ON_TIME, 'broken'],
  ['two of ten: too few to count', 2, 10, ON_TIME, 'at_risk'],
  ['three of ten', 3, 10, ON_TIME, 'broken'],
  ['one cancelled of a hundred', 1, 100, CANCELLED, 'good'],
  ['two cancelled of a hundred', 2, 100, CANCELLED, 'at_risk'],
  ['three cancelled of a hundred', 3, 100, CANCELLED, 'broken'],
  ['three cancelled of 150', 3, 150, CANCELLED, 'at_risk'],
] as const)('%s', (_name, wrong, total, norm, state) => {
  expect(stateOf({ wrong, total }, norm)).toBe(state);
});

it('is broken just where the share says so and there are enough of them, whatever the numbers', () => {
  for (const norm of [ON_TIME, CANCELLED, { condition: '>=', threshold: 0.9, from: 1 } as const])
    for (let total = 1; total <= 120; total++)
      for (let wrong = 0; wrong <= total; wrong++) {
        const share = shareOf({ wrong, total }, norm.condition) ?? 0;
        const misses = norm.condition === '>=' ? share < norm.threshold - 1e-9 : share > norm.threshold + 1e-9;
        expect(stateOf({ wrong, total }, norm) === 'broken').toBe(misses && wrong >= norm.from);
      }
});

it('judges a mean by its norm', () => {
  expect([null, 7.9, 8, 8.1, 8.3].map((mean) => meanState(mean, 8, 0.2))).toEqual(['unknown', 'broken', 'at_risk', 'at_risk', 'good']);
});

it('counts a week as one strike, by what was written down before what was counted', () => {
  const late = { ...ON_TIME, name: 'FULFILMENT', wrong: 9, total: 100 };
  const cancelled = { ...CANCELLED, name: 'CANCELLATIONS', wrong: 3, total: 100 };
  const few = { ...ON_TIME, name: 'FULFILMENT', wrong: 2, total: 10 };
  const weeks = [
    { monday: '2026-05-04', scores: [late, cancelled] },
    { monday: '2026-05-11', scores: [few] },
    { monday: '2026-05-18', scores: [late] },
    { monday: '2026-05-25', scores: [] },
  ];
  expect(strikesIn(weeks, [])).toEqual([
    { monday: '2026-05-18', source: 'derived', names: ['FULFILMENT'] },
    { monday: '2026-05-04', source: 'derived', names: ['FULFILMENT', 'CANCELLATIONS'] },
  ]);
  const recorded = [
    { monday: '2026-05-18', given: false },
    { monday: '2026-05-25', given: true },
    { monday: '2026-01-05', given: true },
  ];
  expect(strikesIn(weeks, recorded)).toEqual([
    { monday: '2026-05-25', source: 'recorded', names: [] },
    { monday: '2026-05-04', source: 'derived', names: ['FULFILMENT', 'CANCELLATIONS'] },
  ]);
});
