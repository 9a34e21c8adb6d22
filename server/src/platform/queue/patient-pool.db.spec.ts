import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Logger, run, runMigrations, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { patientPool } from './patient-pool.ts';

const LENGTH = 20;
/** Longer than the test may take: nothing of it is owed to a poll. */
const POLL_MS = 60_000;
const logger = new Logger(() => () => undefined);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it(
  'lets the next job of a line begin when the one before it has ended, not at the next poll',
  async () => {
    let workers: WorkerPool | undefined;
    const pgPool = patientPool({ connectionString: database.url, max: 4 }, () => workers?.nudge(1));
    pgPool.on('error', () => undefined);
    pgPool.on('connect', (client) => client.on('error', () => undefined));
    await runMigrations({ pgPool, logger });
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      workers = workerPool;
    });
    const line = new EventEmitter();
    const follow = {
      // The next one stands in line before this one has ended.
      follow: async (given: unknown, { addJob }: { addJob: (name: string, payload: object, options: object) => Promise<unknown> }) => {
        const { place } = given as { place: number };
        if (place === LENGTH) line.emit('end');
        else await addJob('follow', { place: place + 1 }, { queueName: 'line' });
      },
    };
    const runner = await run({ pgPool, events, taskList: follow, concurrency: 2, pollInterval: POLL_MS, noHandleSignals: true, logger });
    const ended = once(line, 'end', { signal: AbortSignal.timeout(POLL_MS / 2) });
    await runner.addJob('follow', { place: 1 }, { queueName: 'line' });
    await expect(ended).resolves.toEqual([]);
    workers = undefined;
    await runner.stop();
    await pgPool.end();
  },
  POLL_MS,
);
