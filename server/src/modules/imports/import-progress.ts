import type { ImportErrorCode } from '@balie/shared/contracts/imports.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import type { Taken } from './history-format.ts';
import { addForgetJob } from './import.job.ts';
import { ImportBroadcast } from './import-broadcast.ts';
import { type FailedItem, ImportFailures } from './import-failures.ts';
import type { ImportRunRecord } from './import-run-row.ts';
import { ImportRuns } from './import-runs.ts';

/** A person stopped the run, or removed it. */
export class RunStopped extends Error {}

/** Where a run is after an item. */
export interface Place {
  readonly fileNo: number;
  readonly next: number;
  /** Of the whole run. */
  readonly progress: number;
}

/** Failed items can be tried again for so long. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Moves a run forward. Each step is written in the transaction of what it is about, so that a crash repeats nothing and leaves nothing out. */
@Injectable()
export class ImportProgress {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: ImportRuns,
    private readonly failures: ImportFailures,
    private readonly jobs: Jobs,
    private readonly broadcast: ImportBroadcast,
    private readonly clock: Clock,
  ) {}

  /** Counts the start: an item that ends the process each time is recognised by it. Undefined when there is nothing to do. */
  begin(runId: string): Promise<ImportRunRecord | undefined> {
    return this.unitOfWork.run(async (tx) => {
      const begun = await tx.execute(
        `update import_runs set state = 'running', stalls = stalls + 1, started_at = coalesce(started_at, $3), updated_at = $3
          where organisation_id = $1 and id = $2 and state in ('queued', 'running')`,
        [tx.organisationId, runId, this.clock.now()],
      );
      return begun > 0 ? this.runs.record(tx, runId) : undefined;
    });
  }

  /** The start came to nothing, for no fault of an item. */
  async takeBack(runId: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update import_runs set stalls = greatest(0, stalls - 1) where organisation_id = $1 and id = $2', [
        tx.organisationId,
        runId,
      ]),
    );
  }

  /** An item came in. @throws {RunStopped} and then nothing of it may stay */
  async taken(tx: Tx, run: ImportRunRecord, at: Omit<FailedItem, 'code' | 'detail'>, place: Place, taken: Taken): Promise<void> {
    if (run.retrying) await this.failures.forget(tx, run.id, at);
    await this.step(tx, run, place, { [taken.outcome]: 1, failed: run.retrying ? -1 : 0, linkedFiles: taken.linkedFiles ?? 0 });
  }

  /** An item cannot come in. @throws {RunStopped} */
  async failed(tx: Tx, run: ImportRunRecord, item: FailedItem, place: Place): Promise<void> {
    await this.failures.note(tx, run.id, item);
    await this.step(tx, run, place, { failed: run.retrying ? 0 : 1 });
  }

  async finish(run: ImportRunRecord): Promise<{ hasFailures: boolean } | undefined> {
    const organisationId = currentOrganisationId();
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const [done] = await tx.query<{ failed: number; items: number }>(
        `with done as (
           update import_runs set state = 'finished', retrying = false, progress = 1, finished_at = $3, updated_at = $3
            where organisation_id = $1 and id = $2 and state = 'running' returning failed, made + known + skipped + failed as items)
         select failed, items from done`,
        [tx.organisationId, run.id, now],
      );
      if (!done) return undefined;
      if (done.items === 0) await this.fail(tx, run.id, 'nothing_found');
      if (done.failed > 0) await addForgetJob(this.jobs, tx, run.id, new Date(now.getTime() + KEPT_MS));
      tx.afterCommit(() => this.broadcast.changed(organisationId, run.id, true));
      return { hasFailures: done.failed > 0 };
    });
  }

  /** The run cannot go on; a person may try again. */
  async giveUp(run: ImportRunRecord, code: ImportErrorCode): Promise<void> {
    const organisationId = currentOrganisationId();
    await this.unitOfWork.run(async (tx) => {
      await this.fail(tx, run.id, code);
      tx.afterCommit(() => this.broadcast.changed(organisationId, run.id, true));
    });
  }

  private async fail(tx: Tx, id: string, code: ImportErrorCode): Promise<void> {
    await tx.query(
      `update import_runs set state = 'failed', error_code = $3, updated_at = $4 where organisation_id = $1 and id = $2
        and state in ('running', 'finished')`,
      [tx.organisationId, id, code, this.clock.now()],
    );
  }

  private async step(
    tx: Tx,
    run: ImportRunRecord,
    { fileNo, next, progress }: Place,
    counts: Partial<Record<Taken['outcome'] | 'failed' | 'linkedFiles', number>>,
  ): Promise<void> {
    const organisationId = currentOrganisationId();
    const moved = await tx.execute(
      `update import_runs set file_no = $3, at = $4, progress = greatest(progress, $5), stalls = 0, made = made + $6, known = known + $7,
         skipped = skipped + $8, failed = failed + $9, linked_files = linked_files + $10, updated_at = $11
        where organisation_id = $1 and id = $2 and state = 'running'`,
      [
        tx.organisationId,
        run.id,
        fileNo,
        next,
        progress,
        counts.made ?? 0,
        counts.known ?? 0,
        counts.skipped ?? 0,
        counts.failed ?? 0,
        counts.linkedFiles ?? 0,
        this.clock.now(),
      ],
    );
    if (moved === 0) throw new RunStopped();
    tx.afterCommit(() => this.broadcast.changed(organisationId, run.id, false));
  }
}
