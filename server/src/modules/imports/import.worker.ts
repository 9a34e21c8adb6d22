import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnreadableZip } from '../../platform/archive/zip-file.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import type { ImportTarget } from './history-format.ts';
import { HistoryFormats } from './history-formats.ts';
import { addImportJob, runImport } from './import.job.ts';
import { ImportFailures } from './import-failures.ts';
import { ImportFiles } from './import-files.ts';
import { eachItem } from './import-items.ts';
import { ImportProgress, RunStopped } from './import-progress.ts';
import type { ImportRunRecord } from './import-run-row.ts';
import { ImportTurn } from './import-turn.ts';

/** Then other runs have their turn. */
const TURN_MS = 30_000;

/**
 * Brings the items of an import in, in turns, from where it was: after a pause, a restart or a crash it goes on with the
 * next item. What cannot come in is set aside with its reason and holds up nothing.
 */
@Injectable()
export class ImportWorker implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly storage: FileStorage,
    private readonly formats: HistoryFormats,
    private readonly progress: ImportProgress,
    private readonly failures: ImportFailures,
    private readonly files: ImportFiles,
    log: Log,
  ) {
    this.log = log.named('imports');
  }

  onModuleInit(): void {
    this.runner.handle(runImport, ({ runId }, { signal }) => this.run(runId, signal));
  }

  private async run(runId: string, stopping: AbortSignal): Promise<void> {
    const run = await this.progress.begin(runId);
    if (!run) return;
    const target = await this.target(run);
    if (!target) return this.progress.giveUp(run, 'channel_gone');
    try {
      const isAll = await this.turn(run, target, stopping);
      if (!isAll) return await this.unitOfWork.run((tx) => addImportJob(this.jobs, tx, runId));
      const finished = await this.progress.finish(run);
      if (finished && !finished.hasFailures) await this.files.letGo(runId);
    } catch (error) {
      await this.endBecauseOf(run, error);
    }
  }

  /** @returns whether that was all */
  private async turn(run: ImportRunRecord, target: ImportTarget, stopping: AbortSignal): Promise<boolean> {
    const only = run.retrying ? await this.unitOfWork.run((tx) => this.failures.places(tx, run.id)) : undefined;
    const turn = new ImportTurn({ run, target, only, unitOfWork: this.unitOfWork, progress: this.progress, log: this.log });
    const until = performance.now() + TURN_MS;
    try {
      const isAll = await eachItem(run, this.formats.get(run.source), this.storage, async (item) => {
        await turn.add(item);
        // Looking for what failed in a large file may take longer than a turn, and must get there once.
        return !stopping.aborted && (performance.now() < until || !turn.hasMoved);
      });
      await turn.end();
      return isAll;
    } finally {
      await turn.abandon();
    }
  }

  /** @throws what is no fault of the files: the queue tries again */
  private async endBecauseOf(run: ImportRunRecord, error: unknown): Promise<void> {
    if (error instanceof RunStopped) return;
    if (error instanceof StoredFileMissing) return this.progress.giveUp(run, 'file_missing');
    if (error instanceof UnreadableZip) return this.progress.giveUp(run, 'broken_archive');
    this.log.warn({ err: error, runId: run.id }, 'An import was interrupted; it goes on by itself');
    await this.progress.takeBack(run.id).catch(() => undefined); // Most likely it is the database that cannot be reached.
    throw error;
  }

  private async target(run: ImportRunRecord): Promise<ImportTarget | undefined> {
    const [target] = await this.unitOfWork.run((tx) =>
      tx.query<ImportTarget>(
        `select id as "channelAccountId", kind as "channelKind", shop_id as "shopId" from channel_accounts
          where organisation_id = $1 and id = $2 and removed_at is null`,
        [tx.organisationId, run.channel_account_id],
      ),
    );
    return target;
  }
}
