import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { contactChanged } from './contact.events.ts';

/** Tells consoles to read a customer again. */
@Injectable()
export class ContactBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(contactChanged, 'contact-broadcast', ({ contactId, becameId = null }) =>
      this.realtime.toOrganisation(currentOrganisationId(), 'contact.changed', { id: contactId, becameId }),
    );
  }
}
