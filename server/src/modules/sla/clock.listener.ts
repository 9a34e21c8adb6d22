import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher, type HeardEvent } from '../../platform/events/event-dispatcher.ts';
import type { EventType } from '../../platform/events/event-type.ts';
import { messageReceived, oldTicketKept, ticketsChanged } from '../tickets/public.ts';
import { RecomputeTickets } from './recompute-tickets.ts';

/** Whatever happens to tickets, their clocks follow: those of one batch of events together. */
@Injectable()
export class ClockListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly recompute: RecomputeTickets,
  ) {}

  onModuleInit(): void {
    this.events.onBatch([messageReceived, ticketsChanged, oldTicketKept], 'sla-clocks', async (heard) => {
      const received = payloadsOf(heard, messageReceived);
      const ticketIds = new Set([
        ...received.map(({ ticketId }) => ticketId),
        ...payloadsOf(heard, oldTicketKept).map(({ ticketId }) => ticketId),
        ...payloadsOf(heard, ticketsChanged).flatMap((changed) => changed.ticketIds),
      ]);
      if (ticketIds.size === 0) return;
      const fresh = new Set(received.filter(({ silent }) => !silent).map(({ messageId }) => messageId));
      await this.recompute.afterEvents([...ticketIds], fresh);
    });
  }
}

function payloadsOf<Payload extends object>(heard: readonly HeardEvent[], { type }: EventType<Payload>): Payload[] {
  return heard.filter((event) => event.type === type).map(({ payload }) => payload as Payload);
}
