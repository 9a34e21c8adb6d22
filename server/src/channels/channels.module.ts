import { Module } from '@nestjs/common';
import { BolModule } from './bol/bol.module.ts';
import { RetailerModule } from './bol/retailer/retailer.module.ts';
import { ChatModule } from './chat/chat.module.ts';
import { EmailModule } from './email/email.module.ts';
import { PhoneModule } from './phone/phone.module.ts';
import { WhatsAppModule } from './whatsapp/whatsapp.module.ts';

/** One line per channel. */
@Module({ imports: [EmailModule, PhoneModule, WhatsAppModule, ChatModule, BolModule, RetailerModule] })
export class ChannelsModule {}
