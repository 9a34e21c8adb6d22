import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { forgetImport } from './import.job.ts';
import { ImportFiles } from './import-files.ts';
import { ImportRuns } from './import-runs.ts';

/** Throws away what nobody came back for: files that were never started, and those kept so that failed items could be tried again. */
@Injectable()
export class ForgetImportsWorker implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: ImportRuns,
    private readonly files: ImportFiles,
  ) {}

  onModuleInit(): void {
    this.runner.handle(forgetImport, ({ runId }) => this.forget(runId));
  }

  private async forget(runId: string): Promise<void> {
    const keys = await this.unitOfWork.run(async (tx) => {
      try {
        const { state } = await this.runs.record(tx, runId, { lock: true });
        if (state === 'uploading') return await this.runs.remove(tx, runId);
        return state === 'finished' ? await this.runs.letFilesGo(tx, runId) : [];
      } catch (error) {
        if (error instanceof NotFound) return [];
        throw error;
      }
    });
    await this.files.delete(keys);
  }
}
