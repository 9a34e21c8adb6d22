import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import type { Jobs } from '../../platform/queue/jobs.ts';
import { OutgoingLoader } from './outgoing-loader.ts';
import type { OutgoingMessage } from './outgoing-messages.ts';
import { ticketsChanged } from './ticket.events.ts';

/** Puts what an account has sent into its own records; handled by the channels. */
export const keepCopies = jobType<{ channelAccountId: string }>('keep-copies');

/** One waiting job for each account, and never two at work: a copy is not made twice by two at once. */
export function planCopies(jobs: Jobs, tx: Tx, channelAccountId: string): Promise<void> {
  const name = `copies:${channelAccountId}`;
  return jobs.add(tx, keepCopies, { channelAccountId }, { key: name, queue: name });
}

/** Replies that have left and are still to be kept among the sent mail of their account. */
@Injectable()
export class SentCopies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly loader: OutgoingLoader,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Oldest first, as they were sent. */
  due(channelAccountId: string, limit: number): Promise<OutgoingMessage[]> {
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `select id from messages where organisation_id = $1 and channel_account_id = $2 and copy_due order by created_at, id limit $3`,
        [tx.organisationId, channelAccountId, limit],
      );
      const messages = await this.loader.load(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.flatMap(({ id }) => messages.get(id) ?? []);
    });
  }

  async markKept(messageId: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update messages set copy_due = false where organisation_id = $1 and id = $2', [tx.organisationId, messageId]),
    );
  }

  /** Copies of what was sent so long ago are given up; their messages say why, beside having been sent. */
  async giveUp(channelAccountId: string, hours: number, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const given = await tx.query<{ id: string }>(
        `with late as (select id from messages where organisation_id = $1 and channel_account_id = $2 and copy_due and sent_at < $3 for update)
         update messages m set copy_due = false, delivery_reason = coalesce(m.delivery_reason, $4) from late where m.id = late.id returning m.id`,
        [tx.organisationId, channelAccountId, new Date(this.clock.now().getTime() - hours * 3_600_000), storable(reason)],
      );
      if (given.length === 0) return;
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: given.map(({ id }) => id), activityIds: [] });
    });
  }
}
