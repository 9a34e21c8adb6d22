import { Module } from '@nestjs/common';
import { ContactsModule } from '../../modules/contacts/public.ts';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { AddressBlocks } from './address-blocks.ts';
import { AgentsTyping } from './agents-typing.ts';
import { Availability } from './availability.ts';
import { AvailabilityWatch } from './availability-watch.ts';
import { ChatAdapter } from './chat.adapter.ts';
import { ChatController } from './chat.controller.ts';
import { ChatReceiver } from './chat.receiver.ts';
import { ChatSender } from './chat.sender.ts';
import { ChatBrakes } from './chat-brakes.ts';
import { ChatDoors } from './chat-doors.ts';
import { ChatGuests } from './chat-guests.ts';
import { ChatHousekeeping } from './chat-housekeeping.ts';
import { ChatInbox } from './chat-inbox.ts';
import { ChatKeys } from './chat-keys.ts';
import { ChatLog } from './chat-log.ts';
import { ChatSettingsController } from './chat-settings.controller.ts';
import { ChatSettingsService } from './chat-settings.service.ts';
import { ChatWire } from './chat-wire.ts';
import { DemoShop } from './demo-shop/demo-shop.ts';
import { FirstChats } from './demo-shop/first-chat.ts';
import { FilePasses } from './file-passes.ts';
import { Receipts } from './receipts.ts';
import { StartSession } from './start-session.service.ts';
import { UnseenAnswers } from './unseen-answers.ts';
import { UnseenMailWorker } from './unseen-mail.worker.ts';
import { VisitorCards } from './visitor-cards.ts';
import { VisitorFiles } from './visitor-files.ts';
import { VisitorPackets } from './visitor-packets.ts';
import { VisitorPresence } from './visitor-presence.ts';
import { VisitorSockets } from './visitor-sockets.ts';
import { VisitorUploadHousekeeping } from './visitor-upload-housekeeping.ts';
import { VisitorsController } from './visitors.controller.ts';
import { Visitors } from './visitors.ts';
import { VisitorsOfTickets } from './visitors-of-tickets.ts';

const WAY_IN = [ChatDoors, ChatGuests, StartSession, ChatBrakes, VisitorSockets, VisitorPackets, ChatInbox, ChatReceiver];
const WAY_OUT = [ChatSender, ChatWire, ChatKeys, Receipts, AgentsTyping, UnseenAnswers, UnseenMailWorker];
const KEPT = [Visitors, AddressBlocks, VisitorsOfTickets, VisitorFiles, FilePasses, ChatLog, ChatHousekeeping, VisitorUploadHousekeeping];
const SHOWN = [VisitorCards, VisitorPresence, Availability, AvailabilityWatch, ChatSettingsService];

@Module({
  imports: [ChannelCoreModule, TicketsModule, ContactsModule],
  controllers: [ChatController, ChatSettingsController, VisitorsController],
  providers: [ChatAdapter, ...WAY_IN, ...WAY_OUT, ...KEPT, ...SHOWN, FirstChats, DemoShop],
})
export class ChatModule {}
