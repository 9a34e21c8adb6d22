import { Injectable, type OnModuleInit } from '@nestjs/common';
import { deliverMessage, deliveryKey, deliveryQueue, OutgoingMessages } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { channelAccountChanged, channelAccountRemoved } from './channel-account.events.ts';

/** Messages that wait for a paused or failing account are looked at at once when somebody puts it right, or removes it. */
@Injectable()
export class DeliveryWakeListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly outgoing: OutgoingMessages,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const event of [channelAccountChanged, channelAccountRemoved]) {
      this.events.on(event, 'wake-deliveries', ({ channelAccountId }) => this.wake(channelAccountId));
    }
  }

  private async wake(channelAccountId: string): Promise<void> {
    const waiting = await this.outgoing.waitingAt(channelAccountId);
    await this.unitOfWork.run(async (tx) => {
      for (const { id, ticketId } of waiting) {
        await this.jobs.add(
          tx,
          deliverMessage,
          { messageId: id },
          { key: deliveryKey(id), queue: deliveryQueue({ ticketId, channelAccountId }) },
        );
      }
    });
  }
}
