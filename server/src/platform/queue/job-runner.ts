import { EventEmitter } from 'node:events';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger as GraphileLogger, type Runner, run, runMigrations, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Config } from '../config/config.ts';
import { DatabaseHandle } from '../database/database-handle.ts';
import { inNewScope, inOrganisation } from '../database/scope.ts';
import { ProcessRegistry } from '../lease/process-registry.ts';
import { Log } from '../logging/log.ts';
import type { JobType } from './job-type.ts';
import { atRest, patientPool } from './patient-pool.ts';

export interface RunningJob {
  /** 1 on the first run. */
  readonly attempt: number;
  /** Aborted when the server shuts down: finish quickly or stop at a safe point. */
  readonly signal: AbortSignal;
}
type Handler = (payload: never, job: RunningJob) => Promise<void>;

/**
 * Runs queued jobs (graphile-worker). A handler that throws is tried again with growing waits; one whose process dies
 * is taken over by another process as soon as the dead one is noticed. Handlers are therefore idempotent.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, Handler>();
  private readonly stopping = new AbortController();
  private readonly log: Logger;
  private pool: pg.Pool | undefined;
  private runner: Runner | undefined;

  constructor(
    private readonly config: Config,
    private readonly database: DatabaseHandle,
    private readonly processes: ProcessRegistry,
    log: Log,
  ) {
    this.log = log.named('jobs');
  }

  /** Registers the one handler of a job type; it runs in the scope of the job's organisation. Call it in `onModuleInit`. */
  handle<Payload extends object>(job: JobType<Payload>, handler: (payload: Payload, job: RunningJob) => Promise<void>): void {
    if (this.handlers.has(job.name)) throw new Error(`Two handlers for the job ${job.name}`);
    this.handlers.set(job.name, handler);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { connectionString, options } = this.database.connection;
    let workers: WorkerPool | undefined;
    const connections = { connectionString, ...(options ? { options } : {}), max: 8, application_name: 'balie-jobs' };
    this.pool = patientPool(connections, () => {
      if (!this.stopping.signal.aborted) workers?.nudge(1);
    });
    const onLost = (error: Error) => this.log.warn({ err: error }, 'A job connection was lost; it is renewed');
    this.pool.on('error', onLost);
    this.pool.on('connect', (client) => client.on('error', onLost));
    const graphileLogger = new GraphileLogger(() => (level, message) => {
      if (level === 'error') this.log.error(message);
      else this.log.trace(message);
    });
    await runMigrations({ pgPool: this.pool, logger: graphileLogger });
    if (this.config.role === 'web') return;
    await this.processes.recoverJobs();
    // Before the first job is taken: a lock that no living process is known to hold would be freed.
    const events: WorkerEvents = new EventEmitter();
    // Jobs and queues are locked under the name of the pool, whichever of its workers runs them.
    events.on('pool:create', ({ workerPool }) => {
      workers = workerPool;
      this.processes.addWorker(workerPool.id);
    });
    this.runner = await run({
      events,
      pgPool: this.pool,
      concurrency: 6,
      noHandleSignals: true,
      pollInterval: 2_000,
      logger: graphileLogger,
      taskList: Object.fromEntries([...this.handlers.keys()].map((name) => [name, this.task(name)])),
    });
    await this.processes.beat();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.runner?.stop();
    if (!this.pool) return;
    await atRest(this.pool);
    await this.pool.end();
  }

  private task(name: string) {
    return async (raw: unknown, helpers: { job: { attempts: number } }) => {
      const { organisationId, payload } = raw as { organisationId: string | null; payload: never };
      const handler = this.handlers.get(name);
      if (!handler) throw new Error(`No handler for the job ${name}`);
      const work = () => handler(payload, { attempt: helpers.job.attempts, signal: this.stopping.signal });
      await (organisationId ? inOrganisation(organisationId, work) : inNewScope(work));
    };
  }
}
