import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { Colleagues } from '../agents/public.ts';
import { TicketDeadlines } from '../tickets/public.ts';
import type { NewAlert } from './new-alert.ts';
import { NormLetters } from './norm-letters.ts';

/** One mail to one lead. */
const mailAlert = jobType<{ alertId: string; agentId: string }>('mail-norm-alert');
const ATTEMPTS = 8;

/** What is to be said of a norm now. */
export type ToldAlert = Pick<NewAlert, 'label' | 'name' | 'step'> & { readonly id: string; readonly shopName: string | null };

/** Brings leads the news of a norm: to the bell of their console, as deadlines of tickets come there, and by mail. */
@Injectable()
export class TellLeads implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly runner: JobRunner,
    private readonly colleagues: Colleagues,
    private readonly letters: NormLetters,
    private readonly mailer: SystemMailer,
    private readonly deadlines: TicketDeadlines,
  ) {}

  onModuleInit(): void {
    this.runner.handle(mailAlert, async ({ alertId, agentId }) => {
      const letter = await this.letters.write(alertId, agentId);
      if (letter && !(await this.mailer.send(letter))) throw new Error('Nothing could send the mail about a norm');
    });
  }

  /** Each of them once. */
  async execute(tx: Tx, alerts: readonly ToldAlert[], at: Date, byMail: boolean): Promise<void> {
    const leads = await this.colleagues.leads(tx);
    for (const { id, label, name, step, shopName } of alerts) {
      const norm = { label, name, step, shopName };
      const told = leads.map((agentId) => ({ agentId, kind: 'norm' as const, ticketId: null, norm }));
      await this.deadlines.notify(tx, told, id, at);
      if (!byMail) continue;
      for (const agentId of leads)
        await this.jobs.add(tx, mailAlert, { alertId: id, agentId }, { key: `${mailAlert.name}:${id}:${agentId}`, maxAttempts: ATTEMPTS });
    }
  }
}
