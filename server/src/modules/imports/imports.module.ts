import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/public.ts';
import { ForgetImportsWorker } from './forget-imports.worker.ts';
import { HelpdeskFormats } from './helpdesk-formats.ts';
import { HelpdeskWriter } from './helpdesk-writer.ts';
import { HistoryFormats } from './history-formats.ts';
import { ImportWorker } from './import.worker.ts';
import { ImportActions } from './import-actions.ts';
import { ImportBroadcast } from './import-broadcast.ts';
import { ImportFailures } from './import-failures.ts';
import { ImportFiles } from './import-files.ts';
import { ImportProgress } from './import-progress.ts';
import { ImportRuns } from './import-runs.ts';
import { ImportsController } from './imports.controller.ts';

/** Brings history over: what was written before Balie, in mail files or in another helpdesk. */
@Module({
  imports: [TicketsModule],
  controllers: [ImportsController],
  providers: [
    HistoryFormats,
    HelpdeskWriter,
    HelpdeskFormats,
    ImportRuns,
    ImportFiles,
    ImportFailures,
    ImportActions,
    ImportProgress,
    ImportBroadcast,
    ImportWorker,
    ForgetImportsWorker,
  ],
  exports: [HistoryFormats],
})
export class ImportsModule {}
