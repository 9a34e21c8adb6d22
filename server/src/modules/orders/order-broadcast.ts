import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { orderSourceChanged, ordersChanged } from './order.events.ts';

const SOURCE_MS = 1_000;

/** Tells the consoles which orders are different now, so that those who show them read them again. */
@Injectable()
export class OrderBroadcast implements OnModuleInit, BeforeApplicationShutdown {
  private readonly sources = new KeyedThrottle(SOURCE_MS);

  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(ordersChanged, 'order-broadcast', ({ numbers }) =>
      this.realtime.toOrganisation(currentOrganisationId(), 'orders.changed', { numbers }),
    );
    this.events.on(orderSourceChanged, 'order-broadcast', ({ organisationId, sourceId }) =>
      this.sources.run(sourceId, () => this.realtime.toOrganisation(organisationId, 'order-sources.changed')),
    );
  }

  beforeApplicationShutdown(): void {
    this.sources.flush();
  }
}
