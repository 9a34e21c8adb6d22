import { Module } from '@nestjs/common';
import { RoutingModule } from '../routing/public.ts';
import { SlaModule } from '../sla/public.ts';
import { TicketsModule } from '../tickets/public.ts';
import { Crew } from './crew.ts';
import { ReadWall } from './read-wall.ts';
import { WallController } from './wall.controller.ts';
import { WallRoom } from './wall-room.ts';

/** The wall of whoever leads: it only looks. */
@Module({
  imports: [TicketsModule, SlaModule, RoutingModule],
  controllers: [WallController],
  providers: [ReadWall, Crew, WallRoom],
})
export class WallModule {}
