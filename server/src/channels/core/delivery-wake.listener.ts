import { Injectable, type OnModuleInit } from '@nestjs/common';
import { deliverMessage, deliveryKey, deliveryQueue, OutgoingMessages } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { channelAccountChanged } from './channel-account.events.ts';

/** Messages that wait for a paused or failing account are tried at once when somebody put the account right. */
@Injectable()
export class DeliveryWakeListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly outgoing: OutgoingMessages,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.events.on(channelAccountChanged, 'wake-deliveries', ({ channelAccountId }) => this.wake(channelAccountId));
  }

  private async wake(channelAccountId: string): Promise<void> {
    const waiting = await this.outgoing.waitingAt(channelAccountId);
    await this.unitOfWork.run(async (tx) => {
      for (const { id, ticketId } of waiting) {
        await this.jobs.add(tx, deliverMessage, { messageId: id }, { key: deliveryKey(id), queue: deliveryQueue(ticketId) });
      }
    });
  }
}
