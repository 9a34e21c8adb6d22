import { describe, expect, it } from '@jest/globals';
import { inOrganisation } from '../../platform/database/scope.ts';
import type { IncomingRaw, RawMessages } from './raw-messages.ts';
import { StoredTogether } from './stored-together.ts';

const raw = (externalKey: string): IncomingRaw => ({
  externalKey,
  contents: Buffer.from(externalKey),
  receivedAt: new Date(),
  summary: '',
  silent: false,
});

/** A store that waits for the test, and refuses whatever has a `broken` in it. */
function aStore() {
  const batches: string[][] = [];
  const commits: (() => void)[] = [];
  const rawMessages = {
    store: (_account: string, messages: readonly IncomingRaw[]) => {
      const keys = messages.map(({ externalKey }) => externalKey);
      batches.push(keys);
      return new Promise<number>((resolve, reject) => {
        commits.push(() => (keys.includes('broken') ? reject(new Error('Refused')) : resolve(keys.length)));
      });
    },
  } as unknown as RawMessages;
  const together = new StoredTogether(rawMessages);
  const store = (key: string) => inOrganisation('01a203e0-0971-7538-83a6-3a43b6bf1cff', () => together.store('account', [raw(key)]));
  return { batches, together, store, commit: () => commits.shift()?.() };
}
const breath = () => new Promise((resolve) => setImmediate(resolve));

describe('calls that come together', () => {
  it('are stored together while the one before is on its way, and none is answered before its own commit', async () => {
    const { batches, store, commit } = aStore();
    const answered: string[] = [];
    const calls = ['one', 'two', 'three'].map((key) => store(key).then(() => answered.push(key)));
    expect(batches).toEqual([['one']]);
    commit();
    await breath();
    expect([batches, answered]).toEqual([[['one'], ['two', 'three']], ['one']]);
    commit();
    await Promise.all(calls);
    expect(answered).toEqual(['one', 'two', 'three']);
  });

  it('do not fail for one that cannot be stored', async () => {
    const { store, commit } = aStore();
    const calls = ['first', 'fine', 'broken'].map((key) => store(key));
    const ends = Promise.allSettled(calls);
    for (let times = 0; times < 4; times++) {
      commit();
      await breath();
    }
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('go before what is stored already, but not for ever', async () => {
    const { together, store, commit } = aStore();
    await together.rest();
    const calls = Array.from({ length: 10 }, (_, nr) => store(`call ${nr}`));
    const resting = together.rest().then(() => 'rested');
    expect(await Promise.race([resting, breath().then(() => 'waiting')])).toBe('waiting');
    expect(await resting).toBe('rested');
    commit();
    await breath();
    commit();
    await Promise.all(calls);
  });
});
