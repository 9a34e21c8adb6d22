import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';

const INTERVAL_MS = 500;

/** Tells the consoles of an organisation that the list of failed messages is another one, twice a second at most. */
@Injectable()
export class FailedMessagesBroadcast implements BeforeApplicationShutdown {
  private readonly throttle = new KeyedThrottle(INTERVAL_MS);

  constructor(private readonly realtime: Realtime) {}

  changed(organisationId: string): void {
    this.throttle.run(organisationId, () => this.realtime.toOrganisation(organisationId, 'failed-messages.changed'));
  }

  beforeApplicationShutdown(): void {
    this.throttle.flush();
  }
}
