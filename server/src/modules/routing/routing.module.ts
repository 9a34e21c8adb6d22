import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/public.ts';
import { AgentStates } from './agent-states.ts';
import { BusyAgents } from './busy-agents.ts';
import { ConsolePresence } from './console-presence.ts';
import { Desk } from './desk.ts';
import { DistributeTickets } from './distribute-tickets.ts';
import { DistributionListener } from './distribution.listener.ts';
import { RoutingController } from './routing.controller.ts';
import { RoutingBroadcast } from './routing-broadcast.ts';
import { RoutingSettingsStore } from './routing-settings.ts';
import { TakeOver } from './take-over.ts';

/** Who is there, and how tickets come to them. */
@Module({
  imports: [TicketsModule],
  controllers: [RoutingController],
  providers: [
    AgentStates,
    BusyAgents,
    ConsolePresence,
    RoutingSettingsStore,
    Desk,
    DistributeTickets,
    DistributionListener,
    TakeOver,
    RoutingBroadcast,
  ],
  exports: [AgentStates, BusyAgents, RoutingSettingsStore],
})
export class RoutingModule {}
