import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordActivities } from './record-activities.ts';
import { ticketsChanged } from './ticket.events.ts';

const wakeTicket = jobType<{ ticketId: string }>('wake-ticket');

/** Opens snoozed tickets when their time has come. */
@Injectable()
export class WakeTicket implements OnModuleInit {
  constructor(
    private readonly jobRunner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobRunner.handle(wakeTicket, ({ ticketId }) => this.execute(ticketId));
  }

  /** In the transaction that snoozes it. A later plan for the same ticket replaces this one. */
  async plan(tx: Tx, ticketId: string, until: Date): Promise<void> {
    await this.jobs.add(tx, wakeTicket, { ticketId }, { key: `wake:${ticketId}`, runAt: until });
  }

  /** Does nothing for a ticket that is not snoozed any more; plans again when it is too early. */
  execute(ticketId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const ticket = await lockTicket(tx, ticketId);
      if (ticket?.status !== 'snoozed' || !ticket.snoozedUntil) return;
      const now = this.clock.now();
      // The database's clock may be ahead of ours: a little later is soon enough.
      if (ticket.snoozedUntil > now) return this.plan(tx, ticketId, new Date(ticket.snoozedUntil.getTime() + 1_000));
      await tx.query(
        `update tickets set status = 'open', snoozed_until = null, version = version + 1, updated_at = $3 where id = $1 and organisation_id = $2`,
        [ticketId, tx.organisationId, now],
      );
      const data = { until: ticket.snoozedUntil.toISOString() };
      const activityIds = await recordActivities(tx, [{ ticketId, type: 'woken', agentId: null, data }], now);
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [], activityIds });
    });
  }
}
