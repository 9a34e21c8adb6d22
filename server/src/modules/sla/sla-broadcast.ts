import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { slaChanged } from './sla.events.ts';

/** Tells the consoles of an organisation to read policies and calendars again. */
@Injectable()
export class SlaBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(slaChanged, 'sla-broadcast', () => this.realtime.toOrganisation(currentOrganisationId(), 'sla.changed'));
  }
}
