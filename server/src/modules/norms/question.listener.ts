import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { messageReceived, ticketsChanged } from '../tickets/public.ts';
import { KeepQuestions } from './keep-questions.ts';
import { NormBroadcast } from './norm-broadcast.ts';

/** Whatever happens to tickets, what norms are held against follows: of one batch of events together. What time does, `NormWatch` sees. */
@Injectable()
export class QuestionListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly keep: KeepQuestions,
    private readonly broadcast: NormBroadcast,
  ) {}

  onModuleInit(): void {
    this.events.onBatch([messageReceived, ticketsChanged], 'norm-questions', async (heard) => {
      const ticketIds = new Set(
        heard.flatMap(({ payload }) => {
          const told = payload as { ticketId?: string; ticketIds?: string[] };
          return [...(told.ticketIds ?? []), ...(told.ticketId === undefined ? [] : [told.ticketId])];
        }),
      );
      if (ticketIds.size > 0 && (await this.keep.afterEvents([...ticketIds]))) this.broadcast.changed();
    });
  }
}
