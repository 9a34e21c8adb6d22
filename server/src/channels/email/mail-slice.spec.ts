import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../platform/clock/clock.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { AccountLimitsStore } from '../core/account-limits.ts';
import type { IncomingRaw, RawMessages } from '../core/raw-messages.ts';
import { type ImapConnection, MailNotServed } from './imap-connection.ts';
import type { MailHead } from './mail-head.ts';
import { MAX_MAIL_BYTES, MailSlices, nextSlice, StoringFailed } from './mail-slice.ts';

const head = (uid: number, sizeBytes = 1_000): MailHead => ({
  uid,
  sizeBytes,
  arrivedAt: new Date('2026-03-01T09:00:00Z'),
  sentAt: undefined,
  summary: `Mail ${uid}`,
});

/** A server with these mails; it refuses every command that touches a broken one, and leaves the withheld ones out. */
function server(mails: Record<number, string>, broken: readonly number[] = [], withheld: readonly number[] = []) {
  const asked: number[][] = [];
  const connection: Partial<ImapConnection> = {
    contents: async (uids: readonly number[]) => {
      asked.push([...uids]);
      if (uids.some((uid) => broken.includes(uid))) throw new MailNotServed('[SERVERBUG] Internal error');
      return new Map(uids.flatMap((uid) => (mails[uid] === undefined ? [] : [[uid, Buffer.from(mails[uid])] as const])));
    },
    presentAmong: async (uids: readonly number[]) => uids.filter((uid) => withheld.includes(uid)),
    structureOf: async () => undefined,
    headersOf: async (uid: number) => {
      if (broken.includes(uid)) throw new MailNotServed('[SERVERBUG] Internal error');
      return Buffer.from(`Subject: ${uid}`);
    },
  };
  return { connection: connection as ImapConnection, asked };
}

async function store(connection: ImapConnection, heads: readonly MailHead[], fail?: Error) {
  const stored: IncomingRaw[] = [];
  const raw: Pick<RawMessages, 'store'> = {
    store: async (_id, messages) => {
      if (fail) throw fail;
      stored.push(...messages);
      return messages.length;
    },
  };
  const limits = { of: async () => ({ limits: { maxIncomingBytes: MAX_MAIL_BYTES } }) } as unknown as AccountLimitsStore;
  const unitOfWork = { run: (work: (tx: unknown) => unknown) => work(undefined) } as unknown as UnitOfWork;
  const slices = new MailSlices(raw as RawMessages, limits, unitOfWork, new SystemClock());
  await slices.store({ id: 'a' }, connection, { folder: 'INBOX', uidValidity: '7', heads, silent: false }, async () => undefined);
  return stored;
}

describe('a slice', () => {
  it('is small enough for the memory, and never empty', () => {
    expect(nextSlice(Array.from({ length: 80 }, (_, uid) => head(uid)))).toHaveLength(50);
    expect(nextSlice([head(1, 15_000_000), head(2, 15_000_000)])).toHaveLength(1);
    expect(nextSlice([head(1, 50_000_000), head(2)])).toHaveLength(1);
    expect(nextSlice([])).toEqual([]);
  });
});

it('keys mails by numbering and number', async () => {
  const { connection } = server({ 1: 'een', 2: 'twee' });
  const stored = await store(connection, [head(1), head(2)]);
  expect(stored.map(({ externalKey, contents, summary }) => [externalKey, Buffer.from(contents).toString(), summary])).toEqual([
    ['7.1', 'een', 'Mail 1'],
    ['7.2', 'twee', 'Mail 2'],
  ]);
});

it('passes over a mail that was removed between the two looks', async () => {
  const { connection } = server({ 2: 'twee' });
  expect((await store(connection, [head(1), head(2)])).map(({ externalKey }) => externalKey)).toEqual(['7.2']);
});

it('makes a mail that is too large visible with its headers where the server does not tell how it is built', async () => {
  const { connection, asked } = server({ 1: 'een', 2: 'enorm' });
  const stored = await store(connection, [head(1), head(2, MAX_MAIL_BYTES + 1)]);
  expect(asked).toEqual([[1]]);
  expect(stored[1]).toMatchObject({ externalKey: '7.2', failedBecause: expect.stringMatching(/61 MB; at most 60 MB/) });
  expect(Buffer.from(stored[1]?.contents ?? []).toString()).toBe('Subject: 2');
});

it('does not believe a server that tells a size that is too small', async () => {
  const { connection } = server({ 1: 'x'.repeat(MAX_MAIL_BYTES + 1) });
  const [mail] = await store(connection, [head(1, 10)]);
  expect(mail?.failedBecause).toMatch(/at most 60 MB/);
  expect(mail?.contents.byteLength).toBeLessThan(100_000);
});

it('is not held up by a mail that the server cannot give', async () => {
  const { connection } = server({ 1: 'een', 2: 'kapot', 3: 'drie' }, [2]);
  const stored = await store(connection, [head(1), head(2), head(3)]);
  expect(stored.map(({ failedBecause }) => failedBecause)).toEqual([undefined, expect.stringMatching(/SERVERBUG/), undefined]);
});

it('does not take a mail for removed that the server lists and does not give', async () => {
  const { connection } = server({ 1: 'een', 3: 'drie' }, [], [2]);
  const stored = await store(connection, [head(1), head(2), head(3)]);
  expect(stored.map(({ externalKey, failedBecause }) => [externalKey, failedBecause])).toEqual([
    ['7.1', undefined],
    ['7.2', expect.stringMatching(/lists the mail but does not give it/)],
    ['7.3', undefined],
  ]);
});

it('does not take a lost connection for a broken mail', async () => {
  const { connection } = server({ 1: 'een' });
  const lost = Object.assign(new Error('Connection not available'), { code: 'NoConnection' });
  await expect(store({ ...connection, contents: () => Promise.reject(lost) } as unknown as ImapConnection, [head(1)])).rejects.toBe(lost);
});

it('tells trouble with storing from trouble with the server', async () => {
  const { connection } = server({ 1: 'een' });
  await expect(store(connection, [head(1)], new Error('disk full'))).rejects.toThrow(StoringFailed);
});

it('never says that a mail arrived in the future', async () => {
  const { connection } = server({ 1: 'een' });
  const [mail] = await store(connection, [{ ...head(1), arrivedAt: new Date(Date.now() + 3_600_000) }]);
  expect(mail?.receivedAt.getTime()).toBeLessThanOrEqual(Date.now());
});
