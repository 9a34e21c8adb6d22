import { Module } from '@nestjs/common';
import { RoutingModule } from '../../modules/routing/public.ts';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { CallBroadcast } from './call-broadcast.ts';
import { CallsController } from './calls.controller.ts';
import { Calls } from './calls.ts';
import { PhoneCallsOfAgents } from './calls-of-agents.ts';
import { ConnectPhone } from './connect-phone.service.ts';
import { LostCalls } from './lost-calls.ts';
import { PhoneAdapter } from './phone.adapter.ts';
import { PhoneController } from './phone.controller.ts';
import { PhoneHook } from './phone.hook.ts';
import { RingingCalls } from './ringing-calls.queries.ts';
import { TakeCallEvent } from './take-call-event.service.ts';
import { WrapUpCall } from './wrap-up-call.service.ts';

@Module({
  imports: [ChannelCoreModule, TicketsModule, RoutingModule],
  controllers: [PhoneController, CallsController],
  providers: [
    PhoneAdapter,
    PhoneHook,
    Calls,
    TakeCallEvent,
    RingingCalls,
    CallBroadcast,
    WrapUpCall,
    ConnectPhone,
    LostCalls,
    PhoneCallsOfAgents,
  ],
})
export class PhoneModule {}
