import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../../modules/organisations/public.ts';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { AccountAlarm } from './account-alarm.ts';
import { AccountHealth } from './account-health.ts';
import { AccountLimitsStore } from './account-limits.ts';
import { AccountPuller } from './account-puller.ts';
import { AlarmLetters } from './alarm-letters.ts';
import { AlarmMailer } from './alarm-mailer.ts';
import { ChannelAccountBroadcast } from './channel-account-broadcast.ts';
import { ChannelAccountChanges } from './channel-account-changes.ts';
import { ChannelAccountsController } from './channel-accounts.controller.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import { ChannelLimitsController } from './channel-limits.controller.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { ChannelSendingRules } from './channel-sending-rules.ts';
import { CustomerMarks } from './customer-marks.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import { DeliveryAttempt } from './delivery-attempt.ts';
import { DeliveryHousekeeping } from './delivery-housekeeping.ts';
import { DeliveryOutcome } from './delivery-outcome.ts';
import { DeliveryWakeListener } from './delivery-wake.listener.ts';
import { FailedMessagesController } from './failed-messages.controller.ts';
import { FailedMessages } from './failed-messages.ts';
import { FailedMessagesBroadcast } from './failed-messages-broadcast.ts';
import { IntakeWorker } from './intake.worker.ts';
import { IntakeHousekeeping } from './intake-housekeeping.ts';
import { IntakeTurns } from './intake-turns.ts';
import { LaterMessages } from './later-messages.ts';
import { MessageInterpreters } from './message-interpreters.ts';
import { PassedOver } from './passed-over.ts';
import { PendingMessages } from './pending-messages.ts';
import { PullerSupervisor } from './puller-supervisor.ts';
import { RawContents } from './raw-contents.ts';
import { RawMessages } from './raw-messages.ts';
import { ReactionsWorker } from './reactions.worker.ts';
import { SendingLimits } from './sending-limits.ts';
import { Sendings } from './sendings.ts';
import { SentCopiesWorker } from './sent-copies.worker.ts';
import { SizeAnswers } from './size-answers.ts';
import { StoredTogether } from './stored-together.ts';
import { TemplateSync } from './template-sync.ts';
import { TemplatesController } from './templates.controller.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { Webhooks } from './webhooks.ts';

/** What all channels share: the accounts, the way in (intake) and the way out (delivery). */
@Module({
  imports: [OrganisationsModule, TicketsModule],
  controllers: [ChannelAccountsController, ChannelLimitsController, FailedMessagesController, TemplatesController, WebhooksController],
  providers: [
    ChannelRegistry,
    ChannelSendingRules,
    MessageInterpreters,
    ChannelAccounts,
    ChannelAccountChanges,
    ChannelAccountBroadcast,
    AccountHealth,
    AccountAlarm,
    AlarmLetters,
    AlarmMailer,
    RawContents,
    RawMessages,
    PendingMessages,
    LaterMessages,
    IntakeTurns,
    PassedOver,
    IntakeWorker,
    IntakeHousekeeping,
    FailedMessages,
    FailedMessagesBroadcast,
    AccountPuller,
    PullerSupervisor,
    AccountLimitsStore,
    Sendings,
    SendingLimits,
    DeliveryAttempt,
    DeliveryOutcome,
    DeliveryHousekeeping,
    DeliveryWakeListener,
    DeliveryWorker,
    SentCopiesWorker,
    SizeAnswers,
    Webhooks,
    StoredTogether,
    TemplateSync,
    ReactionsWorker,
    CustomerMarks,
  ],
  exports: [
    ChannelRegistry,
    MessageInterpreters,
    ChannelAccounts,
    ChannelAccountChanges,
    AccountHealth,
    AccountLimitsStore,
    Sendings,
    RawContents,
    RawMessages,
    PassedOver,
    TemplateSync,
    Webhooks,
  ],
})
export class ChannelCoreModule {}
