import type { ImportAction, ImportRun, ImportState } from '@balie/shared/contracts/imports.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { ImportNotPossible, NoImportFiles } from './import.errors.ts';
import { addImportJob } from './import.job.ts';
import { ImportBroadcast } from './import-broadcast.ts';
import { ImportFiles } from './import-files.ts';
import { ImportRuns } from './import-runs.ts';

/** From which states a person can do what, and what it leads to. */
const TRANSITIONS: Readonly<Record<ImportAction, { readonly from: readonly ImportState[]; readonly to: ImportState }>> = {
  start: { from: ['uploading'], to: 'queued' },
  pause: { from: ['queued', 'running'], to: 'paused' },
  resume: { from: ['paused', 'failed'], to: 'queued' },
  cancel: { from: ['uploading', 'queued', 'running', 'paused', 'failed'], to: 'cancelled' },
  retry: { from: ['finished'], to: 'queued' },
};

/** What a person does with a run. The worker notices it with the next item, and stops between two of them. */
@Injectable()
export class ImportActions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: ImportRuns,
    private readonly files: ImportFiles,
    private readonly jobs: Jobs,
    private readonly broadcast: ImportBroadcast,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ImportNotPossible | NoImportFiles} */
  async execute(id: string, action: ImportAction): Promise<ImportRun> {
    const organisationId = currentOrganisationId();
    const run = await this.unitOfWork.run(async (tx) => {
      const { from, to } = TRANSITIONS[action];
      const record = await this.runs.record(tx, id, { lock: true });
      if (!from.includes(record.state)) throw new ImportNotPossible(record.state);
      if (action === 'start' && record.files.length === 0) throw new NoImportFiles();
      if (action === 'retry' && !(await this.runs.get(tx, id)).canRetry) throw new ImportNotPossible(record.state);
      await this.change(tx, id, action, to);
      if (to === 'queued') await addImportJob(this.jobs, tx, id);
      tx.afterCommit(() => this.broadcast.changed(organisationId, id, to === 'cancelled'));
      return this.runs.get(tx, id);
    });
    if (action === 'cancel') await this.files.letGo(id);
    return run;
  }

  private async change(tx: Tx, id: string, action: ImportAction, to: ImportState): Promise<void> {
    const afresh = action === 'retry' ? ', retrying = true, file_no = 0, at = 0, progress = 0' : '';
    await tx.query(
      `update import_runs set state = $3, stalls = 0, error_code = null, updated_at = $4,
         finished_at = case when $3 = 'cancelled' then $4::timestamptz end ${afresh}
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, to, this.clock.now()],
    );
  }
}
