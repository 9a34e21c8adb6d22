import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { VirusScanner } from '../../platform/scanner/virus-scanner.ts';
import { FileScanner, type ScannedFile } from './file-scanner.ts';
import { messageReceived, ticketsChanged } from './ticket.events.ts';

const scanFiles = jobType<{ messageId: string }>('scan-files');
const AGAIN_MS = 60_000;

/** Has the files of every message looked at as soon as it is here, and again until the scanner has said something. */
@Injectable()
export class FileScans implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly events: EventDispatcher,
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly virusScanner: VirusScanner,
    private readonly scanner: FileScanner,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('file-scans');
  }

  onModuleInit(): void {
    this.events.on(messageReceived, 'scan-files', async ({ messageId, hasFiles }) => {
      if (hasFiles && this.virusScanner.isOn) await this.unitOfWork.run((tx) => this.plan(tx, messageId));
    });
    this.runner.handle(scanFiles, ({ messageId }) => this.scan(messageId));
  }

  private plan(tx: Tx, messageId: string, runAt?: Date): Promise<void> {
    return this.jobs.add(tx, scanFiles, { messageId }, { key: `scan:${messageId}`, ...(runAt ? { runAt } : {}) });
  }

  private async scan(messageId: string): Promise<void> {
    const waiting = await this.unitOfWork.run((tx) =>
      tx.query<ScannedFile>(
        `select distinct f.id, f.storage_key as "storageKey", f.scan, f.virus from attachments a join files f on f.id = a.file_id
          where a.organisation_id = $1 and a.message_id = $2 and f.scan = 'waiting'`,
        [tx.organisationId, messageId],
      ),
    );
    let later = false;
    for (const file of waiting) {
      const { scan, virus } = await this.scanner.stateOf(file);
      if (scan === 'infected') this.log.warn({ messageId, virus }, 'A virus was found in an attachment; nobody gets it');
      later ||= scan === 'waiting';
    }
    await this.unitOfWork.run(async (tx) => {
      if (later) await this.plan(tx, messageId, new Date(this.clock.now().getTime() + AGAIN_MS));
      if (waiting.length > 0) await this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: [messageId], activityIds: [] });
    });
  }
}
