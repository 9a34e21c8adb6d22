import { expect, it } from '@jest/globals';
import { RelatedLanes } from './related-lanes.ts';

/** Work that ends when it is told to. */
function works() {
  const order: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (lanes: RelatedLanes, name: string, keys: string[]) =>
    lanes.begin(keys, () => {
      order.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { order, begin, end };
}

it('lets what is not related run side by side, up to a number', async () => {
  const { order, begin, end } = works();
  const lanes = new RelatedLanes(2);
  await begin(lanes, 'a', ['x']);
  await begin(lanes, 'b', ['y']);
  const third = begin(lanes, 'c', ['z']);
  await new Promise(setImmediate);
  expect(order).toEqual(['a', 'b']);
  await end('b');
  await third;
  expect(order).toEqual(['a', 'b', 'c']);
});

it('keeps what is related in order', async () => {
  const { order, begin, end } = works();
  const lanes = new RelatedLanes(3);
  await begin(lanes, 'question', ['jan', 'm1']);
  await begin(lanes, 'other', ['piet']);
  const answer = begin(lanes, 'answer', ['m2', 'm1']);
  await end('other');
  expect(order).toEqual(['question', 'other']);
  await end('question');
  await answer;
  expect(order).toEqual(['question', 'other', 'answer']);
});

it('tells when all has ended', async () => {
  const { begin, end } = works();
  const lanes = new RelatedLanes(2);
  await begin(lanes, 'a', []);
  await begin(lanes, 'b', []);
  let ended = false;
  const all = lanes.end().then(() => {
    ended = true;
  });
  await end('a');
  expect(ended).toBe(false);
  await end('b');
  await all;
});
