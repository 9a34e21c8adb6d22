import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { Config } from '../config/config.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Log } from '../logging/log.ts';
import { JobRunner } from '../queue/job-runner.ts';
import { jobType } from '../queue/job-type.ts';
import { Jobs } from '../queue/jobs.ts';
import { Leases } from './leases.ts';
import { ProcessRegistry } from './process-registry.ts';

let app: TestApp;
let unitOfWork: UnitOfWork;
beforeAll(async () => {
  app = await startTestApp();
  unitOfWork = app.app.get(UnitOfWork);
});
afterAll(() => app.stop());

/** A queued job that nobody here handles, locked by a worker. */
async function lockedJob(workerId: string, lockedSecondsAgo: number): Promise<string> {
  return unitOfWork.system('housekeeping', async (tx) => {
    const [job] = await tx.query<{ id: string }>(
      `select (graphile_worker.add_job('nobody-handles-this', run_at => now() + interval '1 day')).id`,
    );
    await tx.query(`update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - make_interval(secs => $3) where id = $1`, [
      job?.id,
      workerId,
      lockedSecondsAgo,
    ]);
    return job?.id ?? '';
  });
}
async function lockOf(jobId: string): Promise<string | null | undefined> {
  const [row] = await unitOfWork.system('housekeeping', (tx) =>
    tx.query<{ locked_by: string | null }>('select locked_by from graphile_worker._private_jobs where id = $1', [jobId]),
  );
  return row?.locked_by;
}
async function processRow(id: string, workerIds: string[], heartbeatSecondsAgo: number): Promise<void> {
  await unitOfWork.system('housekeeping', (tx) =>
    tx.query('insert into server_processes values ($1, $2, now(), now() - make_interval(secs => $3))', [
      id,
      workerIds,
      heartbeatSecondsAgo,
    ]),
  );
}

it('frees the jobs of a process that stopped beating, at once', async () => {
  await processRow('elsewhere:1:dead', ['worker-dead'], 60);
  const job = await lockedJob('worker-dead', 1);
  await app.app.get(ProcessRegistry).recoverJobs();
  expect(await lockOf(job)).toBeNull();
});

it('leaves the jobs of a living process alone, however old their lock', async () => {
  await processRow('elsewhere:2:alive', ['worker-alive'], 1);
  const job = await lockedJob('worker-alive', 3_600);
  await app.app.get(ProcessRegistry).recoverJobs();
  expect(await lockOf(job)).toBe('worker-alive');
});

it('frees the jobs of a worker nobody knows only after a while: its process may be about to report', async () => {
  const [fresh, old] = [await lockedJob('worker-new', 2), await lockedJob('worker-gone', 60)];
  await app.app.get(ProcessRegistry).recoverJobs();
  expect([await lockOf(fresh), await lockOf(old)]).toEqual(['worker-new', null]);
});

it('gives a lease to one process, and to another when its holder died', async () => {
  const leases = app.app.get(Leases);
  await processRow('elsewhere:3:holder', [], 1);
  await unitOfWork.system('housekeeping', (tx) =>
    tx.query(`insert into leases values ('mailbox:x', 'elsewhere:3:holder', now() + interval '15 seconds')`),
  );
  expect(await leases.acquire('mailbox:x')).toBe(false);
  await unitOfWork.system('housekeeping', (tx) => tx.query(`delete from server_processes where id = 'elsewhere:3:holder'`));
  expect(await leases.acquire('mailbox:x')).toBe(true);
});

it('knows the name under which the jobs of this process are locked, so that nobody frees them while they run', async () => {
  const lookAround = jobType<{ word: string }>('look-around');
  const { promise: seen, resolve } = Promise.withResolvers<{ lockedBy: string | undefined; known: string[] }>();
  const registry = app.app.get(ProcessRegistry);
  const runner = new JobRunner(app.app.get(Config), app.database, registry, app.app.get(Log));
  runner.handle(lookAround, async () => {
    resolve(
      await unitOfWork.system('housekeeping', async (tx) => {
        const [job] = await tx.query<{ locked_by: string }>(
          `select locked_by from graphile_worker.jobs where task_identifier = 'look-around'`,
        );
        const [own] = await tx.query<{ worker_ids: string[] }>('select worker_ids from server_processes where id = $1', [registry.id]);
        return { lockedBy: job?.locked_by, known: own?.worker_ids ?? [] };
      }),
    );
  });
  await runner.onApplicationBootstrap();
  await unitOfWork.system('housekeeping', (tx) => app.app.get(Jobs).add(tx, lookAround, { word: 'x' }));
  const { lockedBy, known } = await seen;
  await runner.beforeApplicationShutdown();
  expect(known).toContain(lockedBy);
});
