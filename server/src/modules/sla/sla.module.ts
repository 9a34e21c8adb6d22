import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/public.ts';
import { BusinessCalendars } from './business-calendars.ts';
import { CalendarsController } from './calendars.controller.ts';
import { ClockListener } from './clock.listener.ts';
import { ClockAlarm } from './clock-alarm.ts';
import { ClockWatcher } from './clock-watcher.ts';
import { EscalationListener } from './escalation.listener.ts';
import { EscalationActions } from './escalation-actions.ts';
import { FireSignals } from './fire-signals.ts';
import { KnownThings } from './known-things.ts';
import { PromiseFigures } from './promise-figures.ts';
import { RecomputeAll } from './recompute-all.ts';
import { RecomputeTickets } from './recompute-tickets.ts';
import { SendWebhook } from './send-webhook.ts';
import { SettingsChange } from './settings-change.ts';
import { SlaController } from './sla.controller.ts';
import { SlaBroadcast } from './sla-broadcast.ts';
import { SlaPolicies } from './sla-policies.ts';
import { SlaSettings } from './sla-settings.ts';
import { TicketClocksController } from './ticket-clocks.controller.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

/** What is promised to customers, and clocks that hold the house to it. */
@Module({
  imports: [TicketsModule],
  controllers: [CalendarsController, SlaController, TicketClocksController],
  providers: [
    BusinessCalendars,
    SlaPolicies,
    KnownThings,
    SettingsChange,
    SlaSettings,
    RecomputeTickets,
    RecomputeAll,
    ClockListener,
    ClockAlarm,
    ClockWatcher,
    FireSignals,
    EscalationListener,
    EscalationActions,
    SendWebhook,
    WebhookSecrets,
    SlaBroadcast,
    PromiseFigures,
  ],
  exports: [SlaSettings, KnownThings, PromiseFigures, SendWebhook],
})
export class SlaModule {}
