import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher, type HeardEvent } from '../../platform/events/event-dispatcher.ts';
import type { EventType } from '../../platform/events/event-type.ts';
import { slaBreached, slaWarned } from '../sla/public.ts';
import { messageReceived, TicketHappenings, ticketsChanged } from '../tickets/public.ts';
import { type Happening, happening, happeningsOf, isMeant } from './happenings.ts';
import { RuleTimers } from './rule-timers.ts';
import { Rules } from './rules.ts';
import { RunRules } from './run-rules.ts';

/** Sets rules off by what tickets and their clocks tell. */
@Injectable()
export class RuleListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: Rules,
    private readonly happened: TicketHappenings,
    private readonly run: RunRules,
    private readonly timers: RuleTimers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.onBatch([messageReceived, ticketsChanged, slaWarned, slaBreached], 'rules', (heard) => this.hear(heard));
  }

  private async hear(heard: readonly HeardEvent[]): Promise<void> {
    const { rules, happenings, ticketIds } = await this.unitOfWork.read(async (reader) => {
      const active = await this.rules.active(reader);
      // Where nobody has a rule, one small question is all.
      if (active.length === 0) return { rules: active, happenings: [], ticketIds: [] };
      const received = payloadsOf(heard, messageReceived);
      const changed = payloadsOf(heard, ticketsChanged);
      const audible = received.filter(({ silent }) => !silent);
      const found = await this.happened.read(reader, {
        messages: [...received.map(({ messageId }) => messageId), ...changed.flatMap(({ messageIds }) => messageIds)],
        activities: [...audible, ...changed].flatMap(({ activityIds }) => activityIds),
      });
      return {
        rules: active,
        happenings: [...happeningsOf(received, found.messages, found.activities, this.clock.now()), ...signalsOf(heard)],
        ticketIds: [...new Set([...audible.map(({ ticketId }) => ticketId), ...changed.flatMap((one) => one.ticketIds)])],
      };
    });
    for (const one of happenings) {
      const meant = rules.filter(({ terms }) => terms.when.some((trigger) => isMeant(trigger, one)));
      await this.run.execute(one, meant);
    }
    await this.timers.plan(ticketIds, rules);
  }
}

function signalsOf(heard: readonly HeardEvent[]): Happening[] {
  const of = (kind: 'sla_warned' | 'sla_breached', event: typeof slaWarned) =>
    payloadsOf(heard, event)
      // What is done by now, too late, nobody has to be sent after.
      .filter(({ ended }) => !ended)
      .map(({ clockId, dueAt, ticketId }) => happening(kind, ticketId, `${kind}:${clockId}:${dueAt}`));
  return [...of('sla_warned', slaWarned), ...of('sla_breached', slaBreached)];
}

function payloadsOf<Payload extends object>(heard: readonly HeardEvent[], { type }: EventType<Payload>): Payload[] {
  return heard.filter((event) => event.type === type).map(({ payload }) => payload as Payload);
}
