import { expect, it } from '@jest/globals';
import { apart, GatheredRows, inPowers, type RowsWrite, valuesOf } from './gathered-rows.ts';

const kind = (name: string, rank: number): RowsWrite<number> => ({
  rank,
  statements: (rows) => [{ sql: name, parameters: rows }],
});

it('rows of one kind become one statement, those of the lower rank first', () => {
  const gathered = new GatheredRows();
  const [tickets, messages] = [kind('tickets', 1), kind('messages', 2)];
  for (const row of [1, 2]) {
    gathered.add(messages, row);
    gathered.add(tickets, row);
  }
  expect(gathered.take()).toEqual([
    { sql: 'tickets', parameters: [1, 2] },
    { sql: 'messages', parameters: [1, 2] },
  ]);
  expect(gathered.take()).toEqual([]);
});

it('what stands twice comes one after the other', () => {
  expect(apart(['a1', 'b1', 'a2', 'c1', 'a3'], (row) => row.slice(0, 1))).toEqual([['a1', 'b1', 'c1'], ['a2'], ['a3']]);
});

it('any number of rows makes statements of few sizes, and none is left out', () => {
  const rows = Array.from({ length: 39 }, (_, index) => index);
  expect(inPowers(rows).map(({ length }) => length)).toEqual([32, 4, 2, 1]);
  expect(inPowers(rows).flat()).toEqual(rows);
  expect(inPowers([])).toEqual([]);
});

it('each row of a list of values has parameters of its own beside the shared ones', () => {
  expect(valuesOf(1, 2, 2, (own) => `($1, ${own(1)}, ${own(2)})`)).toBe('($1, $2, $3), ($1, $4, $5)');
});
