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
  type SentMessage,
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

  claim(messageIds: readonly string[], { jobAtWork, externalIdFor }: ClaimOptions = {}): Promise<readonly OutgoingMessage[]> {
    return this.unitOfWork.run(async (tx) => {
      // In one breath, and what is written travels with the commit: two messages to the database instead of four.
      const [found, loaded] = await Promise.all([this.lock(tx, messageIds), this.loader.load(tx, messageIds)]);
      const claimed: OutgoingMessage[] = [];
      for (const message of found) {
        const letter = loaded.get(message.id);
        if (!letter || !mayMove(message.state, 'sending')) continue;
        if (message.undoUntil && message.undoUntil > this.clock.now()) {
          // The database's clock is a little ahead of ours, or the job came early: nothing may be lost by that.
          await planDelivery(this.jobs, tx, message, new Date(message.undoUntil.getTime() + 1_000));
          continue;
        }
        const externalId = externalIdFor?.(letter) ?? letter.externalId;
        claimed.push({ ...letter, externalId, attempt: letter.attempt + 1, uncertain: message.state === 'sending' });
      }
      await this.jobs.remove(tx, ...claimed.flatMap(({ id }) => (id === jobAtWork ? [] : [deliveryKey(id)])));
      if (claimed.length === 0) return claimed;
      tx.write(
        `update messages m set delivery_state = 'sending', attempts = attempts + 1, next_attempt_at = null, waits_for = null, ticket_before = null,
           external_id = c.external_id, failure_reported = false
           from unnest($1::uuid[], $2::text[]) as c(id, external_id) where m.id = c.id and m.organisation_id = $3`,
        [
          claimed.map(({ id }) => id),
          claimed.map(({ externalId }) => (externalId === null ? null : knownAs(externalId))),
          tx.organisationId,
        ],
      );
      return claimed.sort((one, other) => messageIds.indexOf(one.id) - messageIds.indexOf(other.id));
    });
  }

  async announce(messageId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: [messageId], activityIds: [] }));
  }

  markSent(sent: readonly SentMessage[]): Promise<void> {
    const ids = sent.map(({ messageId }) => messageId);
    return this.move(ids, 'sent', async (tx, moved) => {
      const details = new Map(sent.map((one) => [one.messageId, one]));
      const written = moved.flatMap(({ id }) => details.get(id) ?? []);
      tx.write(
        `update messages m
            set delivery_state = 'sent', external_id = s.external_id, sent_at = $5, next_attempt_at = null, delivery_reason = s.warning, copy_due = s.copy
           from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) as s(id, external_id, warning, copy)
          where m.id = s.id and m.organisation_id = $6`,
        [
          written.map(({ messageId }) => messageId),
          written.map(({ externalId }) => knownAs(externalId)),
          written.map(({ warning }) => (warning === undefined ? null : storable(warning))),
          written.map(({ wantsCopy = false }) => wantsCopy),
          this.clock.now(),
          tx.organisationId,
        ],
      );
      const copying = moved.filter(({ id }) => details.get(id)?.wantsCopy).flatMap(({ channelAccountId }) => channelAccountId ?? []);
      for (const channelAccountId of new Set(copying)) await planCopies(this.jobs, tx, channelAccountId);
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
              and delivery_state = 'queued' and next_attempt_at is not null order by created_at, id for update)
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
    return this.move([messageId], 'failed', async (tx, [message]) => {
      if (!message) return [];
      const { ticketId } = message;
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
    return this.move([messageId], 'queued', async (tx, [message]) => {
      if (!message) return [];
      await tx.query(
        `update messages set delivery_state = 'queued', delivery_reason = $2, next_attempt_at = $3, attempts = greatest(0, attempts - $4),
           waits_for = $5 where id = $1`,
        [messageId, storable(reason), nextAttemptAt, forgiven, waitsFor ?? null],
      );
      await planDelivery(this.jobs, tx, message, nextAttemptAt);
      return [];
    });
  }

  /** Messages that may not move to this state any more stay as they are. @param write returns the activities it recorded */
  private move(
    messageIds: readonly string[],
    to: OutboundState,
    write: (tx: Tx, moving: readonly LockedMessage[]) => Promise<string[]>,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      // What a server gave back, or a provider says has failed, does not become sent by a late word of our own.
      const moving = (await this.lockWithTickets(tx, messageIds, to)).filter(({ bounced, state }) => !bounced && mayMove(state, to));
      if (moving.length === 0) return;
      const activityIds = await write(tx, moving);
      const ticketIds: string[] = [];
      for (const id of new Set(moving.filter(({ mayChangeMark }) => mayChangeMark).map(({ ticketId }) => ticketId)))
        if (await markFailedDelivery(tx, id, this.clock.now())) ticketIds.push(id);
      await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: moving.map(({ id }) => id), activityIds });
    });
  }

  /**
   * Tickets before their messages, as everywhere, and in the order of their ids: two who lock in the same order never wait
   * for each other. Only those whose mark may change: of the others nothing is read or written.
   */
  private lockWithTickets(
    tx: Tx,
    messageIds: readonly string[],
    to: OutboundState,
  ): Promise<(LockedMessage & { readonly mayChangeMark: boolean })[]> {
    return tx.prepared(
      `with ticket as materialized (
         select id from tickets
          where organisation_id = $2 and id = any(array(select ticket_id from messages where id = any($1::uuid[]) and organisation_id = $2))
            and (has_failed_delivery or $3)
          order by id for no key update)
       select m.id, m.ticket_id as "ticketId", m.channel_account_id as "channelAccountId", m.delivery_state as state,
              m.undo_until as "undoUntil", m.bounce is not null or m.failure_reported as bounced,
              m.ticket_id = any(array(select id from ticket)) or $3 or m.delivery_state = 'failed' as "mayChangeMark"
         from messages m
        where m.id = any($1::uuid[]) and m.organisation_id = $2 and m.direction = 'outbound'
        order by m.created_at, m.id for update of m`,
      [messageIds, tx.organisationId, to === 'failed'],
    );
  }

  private lock(tx: Tx, messageIds: readonly string[]): Promise<LockedMessage[]> {
    return tx.prepared(
      `select id, ticket_id as "ticketId", channel_account_id as "channelAccountId", delivery_state as state, undo_until as "undoUntil",
              bounce is not null as bounced
         from messages
        where id = any($1::uuid[]) and organisation_id = $2 and direction = 'outbound'
        order by created_at, id for update`,
      [messageIds, tx.organisationId],
    );
  }
}
