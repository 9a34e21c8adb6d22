import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { normsChanged } from './norm.events.ts';

/** What customers and colleagues do moves norms little by little. */
const AT_MOST_EVERY_MS = 5_000;

/** Tells the consoles of an organisation to read its norms again, without flooding them. */
@Injectable()
export class NormBroadcast implements OnModuleInit, BeforeApplicationShutdown {
  private readonly throttle = new KeyedThrottle(AT_MOST_EVERY_MS);

  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(normsChanged, 'norm-broadcast', () => this.changedNow());
  }

  /** In the scope of the organisation. */
  changed(): void {
    const organisationId = currentOrganisationId();
    this.throttle.run(organisationId, () => this.realtime.toOrganisation(organisationId, 'norms.changed'));
  }

  /** Somebody set something, or is to be told of something. */
  private changedNow(): void {
    const organisationId = currentOrganisationId();
    this.throttle.runNow(organisationId, () => this.realtime.toOrganisation(organisationId, 'norms.changed'));
  }

  beforeApplicationShutdown(): void {
    this.throttle.flush();
  }
}
