import { Module } from '@nestjs/common';
import { ChannelCoreModule } from '../../src/channels/core/channel-core.module.ts';
import { ConnectSmsController } from './connect-sms.controller.ts';
import { SmsAdapter } from './sms.adapter.ts';
import { SmsHook } from './sms.hook.ts';
import { SmsGateway } from './sms-gateway.ts';

@Module({
  imports: [ChannelCoreModule],
  controllers: [ConnectSmsController],
  providers: [SmsAdapter, SmsHook, SmsGateway],
})
export class SmsModule {}
