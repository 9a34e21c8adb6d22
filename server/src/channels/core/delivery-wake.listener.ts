import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutgoingMessages } from '../../modules/tickets/public.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { channelAccountChanged, channelAccountRemoved, channelAccountSends } from './channel-account.events.ts';

/** Messages that wait for a paused or failing account are looked at at once when somebody puts it right, it mends itself, or is removed. */
@Injectable()
export class DeliveryWakeListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly outgoing: OutgoingMessages,
  ) {}

  onModuleInit(): void {
    for (const event of [channelAccountChanged, channelAccountRemoved, channelAccountSends]) {
      this.events.on(event, 'wake-deliveries', ({ channelAccountId }) => this.outgoing.wake(channelAccountId));
    }
  }
}
