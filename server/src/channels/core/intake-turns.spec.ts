import { describe, expect, it } from '@jest/globals';
import { IntakeTurns } from './intake-turns.ts';

const breath = () => new Promise((resolve) => setImmediate(resolve));

describe('the turn of an account', () => {
  it('is counted on by those who store meanwhile, and by nobody before or after it', async () => {
    const turns = new IntakeTurns();
    expect(turns.join('account')).toBeUndefined();
    const turn = turns.begin('account');
    expect(turns.join('another')).toBeUndefined();
    turns.join('account')?.();
    turn.look();
    expect(await turn.isOver()).toBe(true);
    expect(turns.join('account')).toBeUndefined();
  });

  it('looks again for what was stored since its last look, also when that takes a while', async () => {
    const turns = new IntakeTurns();
    const turn = turns.begin('account');
    turn.look();
    const stored = turns.join('account');
    let over: boolean | undefined;
    void turn.isOver().then((answer) => {
      over = answer;
    });
    await breath();
    expect(over).toBeUndefined();
    stored?.();
    await breath();
    expect(over).toBe(false);
    turn.look();
    expect(await turn.isOver()).toBe(true);
  });

  it('that ends before its time waits for those who counted on it, and takes no more', async () => {
    const turns = new IntakeTurns();
    const turn = turns.begin('account');
    const stored = turns.join('account');
    let closed = false;
    const closing = turn.close().then(() => {
      closed = true;
    });
    await breath();
    expect([closed, turns.join('account')]).toEqual([false, undefined]);
    stored?.();
    await closing;
    expect(closed).toBe(true);
  });
});
