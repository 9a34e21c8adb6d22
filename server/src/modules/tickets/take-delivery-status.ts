import type { DeliveryState } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { mayBeReported } from './delivery-state.ts';
import { knownAs } from './external-id.ts';
import { lockTicketOf, markFailedDelivery } from './failed-delivery.ts';
import type { DeliveryStatus } from './outgoing-messages.ts';
import { recordActivities } from './record-activities.ts';
import { ticketsChanged } from './ticket.events.ts';

interface Reported {
  readonly id: string;
  readonly ticketId: string;
  readonly state: DeliveryState;
}

/** Moves a message of ours on by what its provider tells of it. */
@Injectable()
export class TakeDeliveryStatus {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async take(tx: Tx, channelAccountId: string, status: DeliveryStatus): Promise<string | undefined> {
    const externalId = knownAs(storable(status.externalId));
    const id = await this.find(tx, channelAccountId, externalId, status.messageId);
    if (id === undefined) return undefined;
    await lockTicketOf(tx, id);
    const [message] = await tx.query<Reported>(
      `select id, ticket_id as "ticketId", delivery_state as state from messages where id = $1 and organisation_id = $2 for update`,
      [id, tx.organisationId],
    );
    if (!message) return undefined;
    if (!mayBeReported(message.state, status.state)) return id;
    const now = this.clock.now();
    const failed = status.state === 'failed';
    await tx.query(
      `update messages set delivery_state = $3, external_id = $4, delivery_reason = $5, next_attempt_at = null, waits_for = null,
         sent_at = case when $6 then sent_at else coalesce(sent_at, $7) end, failure_reported = $6
        where id = $1 and organisation_id = $2`,
      [id, tx.organisationId, status.state, externalId, failed ? storable(status.reason ?? '') : null, failed, now],
    );
    const data = { messageId: id, reason: storable(status.reason ?? '') };
    const activityIds = failed
      ? await recordActivities(tx, [{ ticketId: message.ticketId, type: 'delivery_failed', agentId: null, data }], now)
      : [];
    const ticketIds = (await markFailedDelivery(tx, message.ticketId, now)) ? [message.ticketId] : [];
    await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: [id], activityIds });
    return id;
  }

  /** By the provider's id; by ours only while we wait to learn the provider's. */
  private async find(tx: Tx, channelAccountId: string, externalId: string, messageId: string | null): Promise<string | undefined> {
    const [found] = await tx.query<{ id: string }>(
      `select id, 0 as rank from messages
        where organisation_id = $1 and channel_account_id = $2 and external_id = $3 and direction = 'outbound'
       union all
       select id, 1 from messages
        where organisation_id = $1 and channel_account_id = $2 and id = $4 and direction = 'outbound'
          and (external_id is null or delivery_state in ('queued', 'sending'))
        order by rank limit 1`,
      [tx.organisationId, channelAccountId, externalId, messageId],
    );
    return found?.id;
  }
}
