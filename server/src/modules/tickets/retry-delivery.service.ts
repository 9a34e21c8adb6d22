import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { lockTicketOf, markFailedDelivery } from './failed-delivery.ts';
import { loadMessage } from './load-rows.ts';
import { planDelivery } from './plan-delivery.ts';
import { DeliveryNotFailed } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';

/** Sends a reply again that could not be delivered, at once; one that waits for its next attempt need not wait. */
@Injectable()
export class RetryDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | DeliveryNotFailed} */
  execute(messageId: string): Promise<Message> {
    return this.unitOfWork.run(async (tx) => {
      await lockTicketOf(tx, messageId);
      const [message] = await tx.query<{ ticketId: string; channelAccountId: string | null; retryable: boolean; failed: boolean }>(
        `select ticket_id as "ticketId", channel_account_id as "channelAccountId", delivery_state = 'failed' as failed,
                delivery_state = 'failed' or (delivery_state = 'queued' and next_attempt_at is not null) as retryable
           from messages where id = $1 and organisation_id = $2 and direction = 'outbound' for update`,
        [messageId, tx.organisationId],
      );
      if (!message) throw new NotFound('message');
      if (!message.retryable) throw new DeliveryNotFailed();
      // From one again after a failure: two days of attempts lie ahead of it.
      await tx.query(
        `update messages set delivery_state = 'queued', next_attempt_at = null, bounce = null, attempts = case when $2 then 0 else attempts end where id = $1`,
        [messageId, message.failed],
      );
      const ticketIds = (await markFailedDelivery(tx, message.ticketId, this.clock.now())) ? [message.ticketId] : [];
      await planDelivery(this.jobs, tx, { id: messageId, channelAccountId: message.channelAccountId });
      await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: [messageId], activityIds: [] });
      return loadMessage(tx, messageId);
    });
  }
}
