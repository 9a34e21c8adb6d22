import { Module } from '@nestjs/common';
import { SlaModule } from '../sla/public.ts';
import { MacroBroadcast } from './macro-broadcast.ts';
import { MacrosController } from './macros.controller.ts';
import { Macros } from './macros.ts';

/** Words that are written again and again. */
@Module({
  imports: [SlaModule],
  controllers: [MacrosController],
  providers: [Macros, MacroBroadcast],
})
export class MacrosModule {}
