import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { Rooms } from '../../platform/realtime/rooms.ts';
import { agentStatesChanged, routingChanged } from '../routing/public.ts';
import { slaChanged } from '../sla/public.ts';
import { CountsSignal } from '../tickets/public.ts';

/** At most twice a second, however much happens. */
const APART_MS = 500;

/** Tells whoever looks at the wall of an organisation that it is different now. */
@Injectable()
export class WallRoom implements OnModuleInit {
  private readonly throttle = new KeyedThrottle(APART_MS);

  constructor(
    private readonly rooms: Rooms,
    private readonly realtime: Realtime,
    private readonly events: EventDispatcher,
    private readonly counts: CountsSignal,
  ) {}

  onModuleInit(): void {
    this.rooms.define({
      name: 'wall',
      permission: 'wall:read',
      allows: async (id, { organisationId }) => id === organisationId,
    });
    // Also what no event tells of: a deadline that moved.
    this.counts.onStale((organisationId) => this.stale(organisationId));
    const hear = () => this.stale(currentOrganisationId());
    this.events.on(agentStatesChanged, 'wall', hear);
    this.events.on(routingChanged, 'wall', hear);
    this.events.on(slaChanged, 'wall', hear);
  }

  private stale(organisationId: string): void {
    this.throttle.run(organisationId, () => this.realtime.toRoom('wall', organisationId, 'wall.stale'));
  }
}
