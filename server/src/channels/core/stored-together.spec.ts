import { expect, it, jest } from '@jest/globals';
import { inOrganisation } from '../../platform/database/scope.ts';
import { WaitingCallers } from '../../platform/http/waiting-callers.ts';
import type { IncomingRaw, RawMessages } from './raw-messages.ts';
import { StoredTogether } from './stored-together.ts';

const ORGANISATION = '0197a000-0000-7000-8000-000000000001';
const message = (externalKey: string): IncomingRaw => ({
  ...{ externalKey, contents: Buffer.from(externalKey), receivedAt: new Date(), summary: externalKey, silent: false },
});

/** A database that answers when it is told to, and never takes what is named bad. */
class Disk {
  readonly batches: string[][] = [];
  private readonly answers: (() => void)[] = [];

  async store(_account: string, messages: readonly IncomingRaw[]): Promise<number> {
    this.batches.push(messages.map(({ externalKey }) => externalKey));
    await new Promise<void>((resolve) => this.answers.push(resolve));
    if (messages.some(({ externalKey }) => externalKey === 'bad')) throw new Error('It cannot be stored');
    return messages.length;
  }

  answer(): void {
    this.answers.shift()?.();
  }
}

function together() {
  const disk = new Disk();
  const callers = new WaitingCallers();
  const stored = new StoredTogether(disk as Pick<RawMessages, 'store'> as RawMessages, callers);
  const call = (externalKey: string) => inOrganisation(ORGANISATION, () => stored.store('account', [message(externalKey)]));
  /** Answers until nothing is under way any more. */
  const settle = async (...calls: Promise<void>[]) => {
    const ends = Promise.allSettled(calls);
    let isDone = false;
    void ends.then(() => {
      isDone = true;
    });
    while (!isDone) {
      disk.answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return (await ends).map(({ status }) => status);
  };
  return { disk, callers, call, settle };
}

it('stores a call that comes alone at once', async () => {
  const { disk, call, settle } = together();
  const one = call('one');
  expect(disk.batches).toEqual([['one']]);
  await settle(one);
});

it('stores those that come meanwhile in one go, and answers each after it', async () => {
  const { disk, call, settle } = together();
  const calls = ['one', 'two', 'three'].map(call);
  let answered = 0;
  for (const each of calls) void each.then(() => answered++);
  await new Promise((resolve) => setImmediate(resolve));
  expect(disk.batches).toEqual([['one']]);
  expect(answered).toBe(0);
  expect(await settle(...calls)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  expect(disk.batches).toEqual([['one'], ['two', 'three']]);
});

it('holds none up for one that cannot be stored', async () => {
  const { call, settle } = together();
  expect(await settle(...['one', 'two', 'bad', 'three'].map(call))).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

it('lets whoever works at what is stored wait for a crowd, until all of it is answered', async () => {
  const { callers, call, settle } = together();
  const calls = Array.from({ length: 20 }, (_, index) => call(index === 7 ? 'bad' : String(index)));
  let passed = false;
  const work = callers.letPass(60_000).then(() => {
    passed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(passed).toBe(false);
  await settle(...calls);
  await work;
});

it('keeps nobody waiting for company who waited for the ones before', async () => {
  const { disk, call, settle } = together();
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const now = jest.spyOn(performance, 'now');
  try {
    const calls = ['one', 'two', 'three'].map(call);
    disk.answer();
    await turn();
    expect(disk.batches).toEqual([['one'], ['two', 'three']]);
    calls.push(call('four'));
    const later = performance.now() + 60;
    now.mockImplementation(() => later);
    disk.answer();
    await turn();
    expect(disk.batches.slice(2)).toEqual([['four']]);
    await settle(...calls);
  } finally {
    now.mockRestore();
  }
});
