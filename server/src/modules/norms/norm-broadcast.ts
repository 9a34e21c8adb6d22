import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { normsChanged } from './norm.events.ts';

const AT_MOST_EVERY_MS = 1_000;

/** Tells the consoles of an organisation to read its norms again, without flooding them. */
@Injectable()
export class NormBroadcast implements OnModuleInit, BeforeApplicationShutdown {
  private readonly throttle = new KeyedThrottle(AT_MOST_EVERY_MS);

  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(normsChanged, 'norm-broadcast', () => this.changed());
  }

  /** In the scope of the organisation. */
  changed(): void {
    const organisationId = currentOrganisationId();
    this.throttle.run(organisationId, () => this.realtime.toOrganisation(organisationId, 'norms.changed'));
  }

  beforeApplicationShutdown(): void {
    this.throttle.flush();
  }
}
