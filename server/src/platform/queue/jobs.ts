import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.ts';
import type { JobType } from './job-type.ts';

export interface JobOptions {
  /** Jobs with the same queue run one after the other, in order. */
  readonly queue?: string;
  readonly runAt?: Date;
  /** A waiting job with the same key is replaced; a running one is followed by this one. */
  readonly key?: string;
  /** Attempts by the queue itself, with exponential backoff. Default 25, which is about three days. */
  readonly maxAttempts?: number;
}

interface JobEnvelope {
  readonly organisationId: string | null;
  readonly payload: object;
}

/** Puts work into the queue, in the transaction of the change that makes it necessary. */
@Injectable()
export class Jobs {
  async add<Payload extends object>(tx: Tx, job: JobType<Payload>, payload: Payload, options: JobOptions = {}): Promise<void> {
    const envelope: JobEnvelope = { organisationId: tx.organisationId ?? null, payload };
    tx.write(
      `select graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6)`,
      [job.name, JSON.stringify(envelope), options.queue ?? null, options.runAt ?? null, options.maxAttempts ?? 25, options.key ?? null],
    );
  }

  /** Takes waiting jobs with these keys out of the queue; a running one is not touched. */
  async remove(tx: Tx, ...keys: string[]): Promise<void> {
    if (keys.length > 0) tx.write('select graphile_worker.remove_job(key) from unnest($1::text[]) as key', [keys]);
  }
}
