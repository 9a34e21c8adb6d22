import { expect, it } from '@jest/globals';
import { WaitingCallers } from './waiting-callers.ts';

const LONG_MS = 60_000;

function crowd(): WaitingCallers {
  const callers = new WaitingCallers();
  for (let count = 0; count < 20; count++) callers.came();
  return callers;
}

it('holds nobody up for a few', async () => {
  const callers = new WaitingCallers();
  callers.came();
  await callers.letPass(LONG_MS);
});

it('holds work up until a crowd is answered', async () => {
  const callers = crowd();
  let passed = false;
  const rest = callers.letPass(LONG_MS).then(() => {
    passed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(passed).toBe(false);
  callers.answered(20);
  await rest;
});

it('holds work up no longer than it may wait', async () => {
  await crowd().letPass(10);
});

it('knows that calls come in', () => {
  const callers = new WaitingCallers();
  expect(callers.areCalling).toBe(false);
  callers.came();
  callers.answered(1);
  expect(callers.areCalling).toBe(true);
});
