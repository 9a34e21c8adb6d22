import type { DeliveryState } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { mayMove, type OutboundState } from './delivery-state.ts';
import { knownAs } from './external-id.ts';
import { markFailedDelivery } from './failed-delivery.ts';
import { OutgoingLoader } from './outgoing-loader.ts';
import {
  type ClaimOptions,
  type DeliveryStatus,
  type OutgoingMessage,
  OutgoingMessages,
  type OverdueMessage,
  type SentDetails,
} from './outgoing-messages.ts';
import { deliveryKey, type PlannedMessage, planDelivery } from './plan-delivery.ts';
import { recordActivities } from './record-activities.ts';
import { planCopies } from './sent-copies.ts';
import { TakeDeliveryStatus } from './take-delivery-status.ts';
import { ticketsChanged } from './ticket.events.ts';

interface LockedMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly channelAccountId: string | null;
  readonly state: DeliveryState;
  readonly undoUntil: Date | null;
  readonly bounced: boolean;
}

/** Keeps the delivery state of replies, and the mark of a failed delivery on their tickets. */
@Injectable()
export class TrackDelivery extends OutgoingMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly loader: OutgoingLoader,
    private readonly reports: TakeDeliveryStatus,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super();
  }

  claim(messageId: string, { dropJob, externalIdFor }: ClaimOptions = {}): Promise<OutgoingMessage | undefined> {
    return this.unitOfWork.run(async (tx) => {
      // In one breath, and what is written travels with the commit: two messages to the database instead of four.
      const [message, loaded] = await Promise.all([this.lock(tx, messageId), this.loader.load(tx, messageId)]);
      if (!message || !loaded || !mayMove(message.state, 'sending')) return undefined;
      if (message.undoUntil && message.undoUntil > this.clock.now()) {
        // The database's clock is a little ahead of ours, or the job came early: nothing may be lost by that.
        await planDelivery(this.jobs, tx, message, new Date(message.undoUntil.getTime() + 1_000));
        return undefined;
      }
      if (dropJob) await this.jobs.remove(tx, deliveryKey(messageId));
      const externalId = externalIdFor?.(loaded) ?? loaded.externalId;
      tx.write(
        `update messages set delivery_state = 'sending', attempts = attempts + 1, next_attempt_at = null, waits_for = null, ticket_before = null, external_id = $2,
           failure_reported = false
          where id = $1`,
        [messageId, externalId === null ? null : knownAs(externalId)],
      );
      return { ...loaded, externalId, attempt: loaded.attempt + 1, uncertain: message.state === 'sending' };
    });
  }

  async announce(messageId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: [messageId], activityIds: [] }));
  }

  markSent(messageId: string, externalId: string, { warning, wantsCopy = false }: SentDetails = {}): Promise<void> {
    return this.move(messageId, 'sent', async (tx, { channelAccountId }) => {
      tx.write(
        `update messages set delivery_state = 'sent', external_id = $2, sent_at = $3, next_attempt_at = null, delivery_reason = $4, copy_due = $5
          where id = $1`,
        [messageId, knownAs(externalId), this.clock.now(), warning === undefined ? null : storable(warning), wantsCopy],
      );
      if (wantsCopy && channelAccountId) await planCopies(this.jobs, tx, channelAccountId);
      return [];
    });
  }

  markRetrying(messageId: string, reason: string, nextAttemptAt: Date): Promise<void> {
    return this.requeue(messageId, reason, nextAttemptAt, 0);
  }

  markWaiting(messageId: string, reason: string, nextAttemptAt: Date, waitsFor?: 'provider'): Promise<void> {
    return this.requeue(messageId, reason, nextAttemptAt, 1, waitsFor);
  }

  dueAt(channelAccountId: string, limit: number): Promise<readonly { readonly id: string; readonly ticketId: string }[]> {
    return this.unitOfWork.run((tx) =>
      tx.prepared<{ id: string; ticketId: string }>(
        `select id, ticket_id as "ticketId" from messages
          where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound' and delivery_state in ('queued', 'sending')
            and (delivery_state = 'sending' or coalesce(next_attempt_at, undo_until, created_at) <= $3)
          order by (nature = 'automatic'), created_at, id limit $4`,
        [tx.organisationId, channelAccountId, this.clock.now(), limit],
      ),
    );
  }

  async postpone(message: PlannedMessage, until: Date): Promise<void> {
    await this.unitOfWork.run((tx) => planDelivery(this.jobs, tx, message, until));
  }

  async waitingForProvider(channelAccountId: string, writtenBefore: Date): Promise<readonly string[]> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query<{ id: string }>(
        `select id from messages
          where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound' and delivery_state = 'queued'
            and waits_for = 'provider' and created_at <= $3
          order by created_at, id`,
        [tx.organisationId, channelAccountId, writtenBefore],
      ),
    );
    return rows.map(({ id }) => id);
  }

  async wake(channelAccountId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const woken = await tx.query<{ id: string }>(
        `with waiting as (
           select id from messages where organisation_id = $1 and channel_account_id = $2 and direction = 'outbound'
              and delivery_state = 'queued' and next_attempt_at is not null for update)
         update messages m set next_attempt_at = $3 from waiting w where m.id = w.id returning m.id`,
        [tx.organisationId, channelAccountId, this.clock.now()],
      );
      // One job finds all the others; their own come late and find nothing to do.
      const [{ id } = { id: undefined }] = woken;
      if (id !== undefined) await planDelivery(this.jobs, tx, { id, channelAccountId });
    });
  }

  overdueBy(minutes: number): Promise<readonly OverdueMessage[]> {
    return this.unitOfWork.system('housekeeping', (tx) =>
      tx.query<OverdueMessage>(
        `select organisation_id as "organisationId", id, channel_account_id as "channelAccountId" from messages
          where delivery_state in ('queued', 'sending') and direction = 'outbound'
            and coalesce(next_attempt_at, undo_until, created_at) < $1
          order by created_at limit 1000`,
        [new Date(this.clock.now().getTime() - minutes * 60_000)],
      ),
    );
  }

  markFailed(messageId: string, reason: string): Promise<void> {
    return this.move(messageId, 'failed', async (tx, { ticketId }) => {
      await tx.query(
        `update messages set delivery_state = 'failed', delivery_reason = $2, next_attempt_at = null, waits_for = null where id = $1`,
        [messageId, storable(reason)],
      );
      const data = { messageId, reason: storable(reason) };
      return recordActivities(tx, [{ ticketId, type: 'delivery_failed', agentId: null, data }], this.clock.now());
    });
  }

  report(tx: Tx, channelAccountId: string, status: DeliveryStatus): Promise<string | undefined> {
    return this.reports.take(tx, channelAccountId, status);
  }

  /**
   * With the job of the next attempt in the same transaction: a colleague who does not want to wait for it, or an account
   * that works again, then finds a job to bring forward.
   * @param forgiven claimed attempts that do not count
   */
  private requeue(messageId: string, reason: string, nextAttemptAt: Date, forgiven: 0 | 1, waitsFor?: 'provider'): Promise<void> {
    return this.move(messageId, 'queued', async (tx, message) => {
      await tx.query(
        `update messages set delivery_state = 'queued', delivery_reason = $2, next_attempt_at = $3, attempts = greatest(0, attempts - $4),
           waits_for = $5 where id = $1`,
        [messageId, storable(reason), nextAttemptAt, forgiven, waitsFor ?? null],
      );
      await planDelivery(this.jobs, tx, message, nextAttemptAt);
      return [];
    });
  }

  /** Nothing happens when the message may not move to this state any more. @param write returns the activities it recorded */
  private move(messageId: string, to: OutboundState, write: (tx: Tx, message: LockedMessage) => Promise<string[]>): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const message = await this.lockWithTicket(tx, messageId);
      // What a server gave back, or a provider says has failed, does not become sent by a late word of our own.
      if (!message || message.bounced || !mayMove(message.state, to)) return;
      const activityIds = await write(tx, message);
      // The mark can only change where one is, or where this failure brings one.
      const mayChange = message.ticketHasFailed || to === 'failed';
      const ticketIds = mayChange && (await markFailedDelivery(tx, message.ticketId, this.clock.now())) ? [message.ticketId] : [];
      await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: [messageId], activityIds });
    });
  }

  /**
   * The ticket before its message, as everywhere: two who lock in the same order never wait for each other. A message that
   * moved to another ticket meanwhile is found all the same; of that ticket nothing is known yet.
   */
  private async lockWithTicket(tx: Tx, messageId: string): Promise<(LockedMessage & { readonly ticketHasFailed: boolean }) | undefined> {
    const [message] = await tx.prepared<LockedMessage & { ticketHasFailed: boolean }>(
      `with ticket as materialized (
         select id, has_failed_delivery from tickets
          where organisation_id = $2 and id = (select ticket_id from messages where id = $1 and organisation_id = $2) for no key update)
       select m.id, m.ticket_id as "ticketId", m.channel_account_id as "channelAccountId", m.delivery_state as state,
              m.undo_until as "undoUntil", m.bounce is not null or m.failure_reported as bounced,
              t.has_failed_delivery or t.id <> m.ticket_id as "ticketHasFailed"
         from ticket t, messages m
        where m.id = $1 and m.organisation_id = $2 and m.direction = 'outbound'
          for update of m`,
      [messageId, tx.organisationId],
    );
    return message;
  }

  private async lock(tx: Tx, messageId: string): Promise<LockedMessage | undefined> {
    const [message] = await tx.prepared<LockedMessage>(
      `select id, ticket_id as "ticketId", channel_account_id as "channelAccountId", delivery_state as state, undo_until as "undoUntil",
              bounce is not null as bounced
         from messages
        where id = $1 and organisation_id = $2 and direction = 'outbound' for update`,
      [messageId, tx.organisationId],
    );
    return message;
  }
}
