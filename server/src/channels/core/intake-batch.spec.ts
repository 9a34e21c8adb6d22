import { expect, it } from '@jest/globals';
import { IntakeBatch } from './intake-batch.ts';

async function batchesOf(messages: readonly (readonly [string, ...string[]])[]): Promise<(readonly string[])[]> {
  const taken: (readonly string[])[] = [];
  const batch = new IntakeBatch<string>(async (items) => {
    taken.push(items);
  });
  for (const [name, ...lanes] of messages) await batch.add(name, lanes);
  await batch.flush();
  await batch.flush();
  return taken;
}

it('nothing is taken in together with what must come before it', async () => {
  const batches = await batchesOf([
    ['a1', 'phone a'],
    ['b1', 'phone b', 'user b'],
    ['b2', 'user b'],
    ['a2', 'phone a'],
  ]);
  expect(batches).toEqual([
    ['a1', 'b1'],
    ['b2', 'a2'],
  ]);
});

it('no transaction is large, and none is empty', async () => {
  const batches = await batchesOf(Array.from({ length: 50 }, (_, nr) => [`${nr}`, `phone ${nr}`] as const));
  expect(batches.flat()).toHaveLength(50);
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(32);
  expect(await batchesOf([])).toEqual([]);
});
