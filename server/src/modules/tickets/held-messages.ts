import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { planDelivery } from './plan-delivery.ts';
import { ticketsChanged } from './ticket.events.ts';

/** More than this at once nobody reads; the rest is told when its turn comes nearer. */
const MAX_HELD = 5_000;
/** An event stays of a size that is quickly read. */
const EVENT_SIZE = 200;

export interface Hold {
  /** These leave now. */
  readonly except: readonly string[];
  readonly waitsFor: 'sending_limit' | 'provider';
  readonly reason: string;
  /** When each of so many messages may leave, the first one first. */
  readonly times: (count: number) => readonly Date[];
}

/** Replies that are held back because their account may not send more at present. Nothing was tried with them. */
@Injectable()
export class HeldMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything of the account that is due, or is held already, gets the moment at which it will leave: what people wrote
   * first, then automatic mail, each in the order it was written. To be called by the one job that runs for the account,
   * while it sends nothing.
   */
  async hold(channelAccountId: string, { except, waitsFor, reason, times }: Hold): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const waiting = await tx.query<{ id: string }>(
        `select id from messages
          where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound' and delivery_state in ('queued', 'sending')
            and (delivery_state = 'sending' or waits_for is not null or coalesce(next_attempt_at, undo_until, created_at) <= $3)
            and id <> all($4::uuid[])
          order by (nature = 'automatic'), created_at, id limit ${MAX_HELD} for update`,
        [tx.organisationId, channelAccountId, this.clock.now(), except],
      );
      const [first] = waiting;
      if (!first) return;
      const moments = times(waiting.length);
      const held = waiting.map(({ id }, index) => ({ id, at: moments[index] ?? moments.at(-1) }));
      const changed = await tx.query<{ id: string }>(
        `update messages m
            set delivery_state = 'queued', waits_for = $2, delivery_reason = $3, next_attempt_at = h.at,
                attempts = case when m.delivery_state = 'sending' then greatest(0, m.attempts - 1) else m.attempts end
           from jsonb_to_recordset($1::jsonb) as h(id uuid, at timestamptz)
          where m.id = h.id
            -- A minute more or less is no news, and not worth a message to every console.
            and (m.waits_for is distinct from $2 or m.delivery_state = 'sending'
                 or abs(extract(epoch from h.at - coalesce(m.next_attempt_at, m.created_at))) >= 30)
          returning m.id`,
        [JSON.stringify(held), waitsFor, storable(reason)],
      );
      await planDelivery(this.jobs, tx, { id: first.id, channelAccountId }, moments[0]);
      for (let start = 0; start < changed.length; start += EVENT_SIZE) {
        const messageIds = changed.slice(start, start + EVENT_SIZE).map(({ id }) => id);
        await this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds, activityIds: [] });
      }
    });
  }

  /** The next one of those held back gets its job: theirs were used up when they were held. */
  async planNext(channelAccountId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const [next] = await tx.query<{ id: string; at: Date }>(
        `select id, next_attempt_at as at from messages
          where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound' and delivery_state in ('queued', 'sending')
            and waits_for is not null and next_attempt_at is not null
          order by next_attempt_at limit 1`,
        [tx.organisationId, channelAccountId],
      );
      if (next) await planDelivery(this.jobs, tx, { id: next.id, channelAccountId }, next.at);
    });
  }

  /** How many are held back. */
  async count(tx: Tx, channelAccountId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from messages
        where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound' and delivery_state in ('queued', 'sending')
          and waits_for is not null`,
      [tx.organisationId, channelAccountId],
    );
    return row?.count ?? 0;
  }
}
