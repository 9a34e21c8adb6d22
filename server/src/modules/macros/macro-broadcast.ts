import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { macrosChanged } from './macro.events.ts';

/** Tells the consoles of an organisation to read the macros again. */
@Injectable()
export class MacroBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(macrosChanged, 'macro-broadcast', () => this.realtime.toOrganisation(currentOrganisationId(), 'macros.changed'));
  }
}
