import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { messageReceived, ticketsChanged } from '../tickets/public.ts';
import { DistributeTickets } from './distribute-tickets.ts';
import { agentStatesChanged, routingChanged } from './routing.events.ts';

/** Whenever a ticket, a colleague or a rule is different, whoever has room may get something: looked at once for all that comes together. */
@Injectable()
export class DistributionListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly distribute: DistributeTickets,
  ) {}

  onModuleInit(): void {
    this.events.onBatch([messageReceived, ticketsChanged, agentStatesChanged, routingChanged], 'distribute-tickets', async () => {
      await this.distribute.execute();
    });
  }
}
