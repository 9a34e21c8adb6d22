import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { Colleagues } from '../agents/public.ts';
import { SourceLetters } from './source-letters.ts';

/** One mail to one owner. */
const mailAlarm = jobType<{ sourceId: string; agentId: string }>('mail-source-alarm');
/** About six hours with the queue's growing waits; the console says it all the while. */
const ATTEMPTS = 12;

/** Tells the owners by mail that orders have not come in for long, or do not until one of them acts. */
@Injectable()
export class SourceAlarm implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly runner: JobRunner,
    private readonly colleagues: Colleagues,
    private readonly letters: SourceLetters,
    private readonly mailer: SystemMailer,
  ) {}

  onModuleInit(): void {
    this.runner.handle(mailAlarm, async ({ sourceId, agentId }) => {
      const letter = await this.letters.write(sourceId, agentId);
      if (letter && !(await this.mailer.send(letter))) throw new Error('Nothing could send the mail about a source of orders');
    });
  }

  /** In the transaction that writes the fault down: nobody is told twice. */
  async raise(tx: Tx, sourceId: string): Promise<void> {
    for (const { id: agentId } of await this.colleagues.owners(tx)) {
      const once = { key: `${mailAlarm.name}:${sourceId}:${agentId}`, maxAttempts: ATTEMPTS };
      await this.jobs.add(tx, mailAlarm, { sourceId, agentId }, once);
    }
  }
}
