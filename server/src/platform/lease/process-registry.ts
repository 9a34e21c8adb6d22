import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Log } from '../logging/log.ts';

const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_SECONDS = 20;

/**
 * Which server processes are alive, by heartbeat. When one died, the jobs it held are freed at once; graphile-worker
 * alone would wait four hours. A process on this host whose pid is gone counts as dead immediately, so that a restart
 * after `kill -9` goes on without a wait.
 */
@Injectable()
export class ProcessRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  /** `<host>:<pid>:<random>`. */
  readonly id = `${os.hostname()}:${process.pid}:${randomUUID()}`;
  private readonly workerIds = new Set<string>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    log: Log,
  ) {
    this.log = log.named('processes');
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => {
      this.beating ??= this.beat()
        .then(() => this.recoverJobs())
        .catch((error: unknown) => this.log.warn({ err: error }, 'The heartbeat failed; tried again'))
        .finally(() => {
          this.beating = undefined;
        });
    }, HEARTBEAT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.unitOfWork
      .system('housekeeping', (tx) => tx.query('delete from server_processes where id = $1', [this.id]))
      .catch(() => undefined); // The database may be gone; the heartbeat then runs out by itself.
  }

  /** A job worker of this process; its locks are freed by others when this process dies. */
  addWorker(workerId: string): void {
    this.workerIds.add(workerId);
  }

  /** Frees the jobs of dead processes, and removes those from the list. */
  async recoverJobs(): Promise<void> {
    await this.unitOfWork.system('housekeeping', async (tx) => {
      const others = await tx.query<{ id: string; worker_ids: string[]; stale: boolean }>(
        `select id, worker_ids, heartbeat_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}) as stale
           from server_processes where id <> $1 for update skip locked`,
        [this.id],
      );
      const dead = others.filter((process) => process.stale || goneFromThisHost(process.id));
      if (dead.length > 0) await tx.query('delete from server_processes where id = any($1)', [dead.map((process) => process.id)]);
      // Old locks of workers that nobody knows belong to a process that died before its first heartbeat.
      await tx.query(
        `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
           from graphile_worker._private_jobs
          where locked_by = any($1)
             or (locked_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS})
                 and locked_by not in (select unnest(worker_ids) from server_processes))
         having count(*) > 0`,
        [dead.flatMap((process) => process.worker_ids)],
      );
    });
  }

  /** Says that this process lives, and which job workers are its own. */
  async beat(): Promise<void> {
    await this.unitOfWork.system('housekeeping', (tx) =>
      tx.query(
        `insert into server_processes (id, worker_ids, started_at, heartbeat_at) values ($1, $2, now(), now())
         on conflict (id) do update set worker_ids = excluded.worker_ids, heartbeat_at = now()`,
        [this.id, [...this.workerIds]],
      ),
    );
  }
}

function goneFromThisHost(id: string): boolean {
  const [host, pid] = id.split(':');
  if (host !== os.hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
