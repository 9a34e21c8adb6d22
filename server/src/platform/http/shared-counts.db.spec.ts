import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TestClock } from '../../../test/support/test-clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { readConfig } from '../config/config.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Log } from '../logging/log.ts';
import { SharedCounts } from './shared-counts.ts';

const LIMIT = { most: 20, windowMs: 20_000 };
const clock = new TestClock();
const log = new Log(readConfig({ BALIE_LOG_LEVEL: 'silent' }, '/tmp'));
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const aProcess = () => new SharedCounts(new UnitOfWork(database.dataSource), clock, log);
const times = (counts: SharedCounts, key: string, count: number) =>
  Array.from({ length: count }, () => counts.count(key, LIMIT)).filter(Boolean).length;

it('counts together what comes to several processes, and begins anew in the next window', async () => {
  const [one, other] = [aProcess(), aProcess()];
  expect(times(one, 'message:a', 12)).toBe(12);
  await one.tell();
  expect(times(other, 'message:a', 6)).toBe(6);
  await other.tell();
  // 18 of 20 are gone, whichever process is asked.
  expect(times(other, 'message:a', 5)).toBe(2);
  await other.tell();
  expect(times(one, 'message:a', 1)).toBe(1);
  await one.tell();
  expect(times(one, 'message:a', 1)).toBe(0);
  expect(times(one, 'message:b', 5)).toBe(5);
  clock.advance({ seconds: 20 });
  expect(times(one, 'message:a', 5)).toBe(5);
});

it('asks the database nothing for who stays far below', async () => {
  const quiet = aProcess();
  times(quiet, 'message:quiet', 4);
  await quiet.tell();
  expect(await new UnitOfWork(database.dataSource).system('rate-counts', (tx) => tx.query(`select from rate_counts`))).toHaveLength(1);
});

it('counts on by itself while the database is away', async () => {
  const away = new SharedCounts({ system: () => Promise.reject(new Error('gone')) } as unknown as UnitOfWork, clock, log);
  expect(times(away, 'message:c', 10)).toBe(10);
  await away.tell();
  expect(times(away, 'message:c', 11)).toBe(10);
});
