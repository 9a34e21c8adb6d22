import { Module } from '@nestjs/common';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { ConnectWhatsApp } from './connect-whatsapp.service.ts';
import { GraphApi } from './graph-api.ts';
import { GraphOutcome } from './graph-outcome.ts';
import { MediaFetcher } from './media-fetcher.ts';
import { SentParts } from './sent-parts.ts';
import { TestWhatsApp } from './test-whatsapp.ts';
import { WhatsAppAdapter } from './whatsapp.adapter.ts';
import { WhatsAppController } from './whatsapp.controller.ts';
import { WhatsAppHook } from './whatsapp.hook.ts';
import { WhatsAppReceiver } from './whatsapp.receiver.ts';
import { WhatsAppSender } from './whatsapp.sender.ts';
import { WhatsAppNumbers } from './whatsapp-numbers.ts';
import { WhatsAppSigns } from './whatsapp-signs.ts';
import { WhatsAppTemplates } from './whatsapp-templates.ts';

@Module({
  imports: [ChannelCoreModule, TicketsModule],
  controllers: [WhatsAppController],
  providers: [
    WhatsAppAdapter,
    WhatsAppHook,
    WhatsAppReceiver,
    WhatsAppSender,
    WhatsAppNumbers,
    MediaFetcher,
    SentParts,
    GraphApi,
    TestWhatsApp,
    ConnectWhatsApp,
    GraphOutcome,
    WhatsAppTemplates,
    WhatsAppSigns,
  ],
})
export class WhatsAppModule {}
