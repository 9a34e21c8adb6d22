import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { ProcessRegistry } from './process-registry.ts';

/** How long a lease holds without renewal; a crashed holder is replaced after this. */
export const LEASE_SECONDS = 15;

/** Exclusive, named, time-limited rights over all server processes: one puller per mailbox. */
@Injectable()
export class Leases implements OnApplicationShutdown {
  private readonly held = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly processes: ProcessRegistry,
  ) {}

  /** Takes the lease or renews it. False: another process holds it. Renew at least every 5 seconds. */
  async acquire(name: string): Promise<boolean> {
    const rows = await this.unitOfWork.system('channel-supervision', (tx) =>
      tx.query(
        `insert into leases (name, holder, expires_at) values ($1, $2, now() + make_interval(secs => ${LEASE_SECONDS}))
         on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
           where leases.holder = excluded.holder or leases.expires_at < now()
              or not exists (select 1 from server_processes p where p.id = leases.holder)
         returning name`,
        [name, this.processes.id],
      ),
    );
    if (rows.length > 0) this.held.add(name);
    else this.held.delete(name);
    return rows.length > 0;
  }

  async release(name: string): Promise<void> {
    this.held.delete(name);
    await this.unitOfWork.system('channel-supervision', (tx) =>
      tx.query('delete from leases where name = $1 and holder = $2', [name, this.processes.id]),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.held].map((name) => this.release(name)));
  }
}
