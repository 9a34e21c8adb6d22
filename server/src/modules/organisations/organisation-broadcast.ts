import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { organisationChanged } from './organisation.events.ts';

/** Tells the consoles of an organisation to read names and shops again. */
@Injectable()
export class OrganisationBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(organisationChanged, 'organisation-broadcast', ({ organisationId }) =>
      this.realtime.toOrganisation(organisationId, 'people.changed'),
    );
  }
}
