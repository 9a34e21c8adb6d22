import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { peopleChanged, sessionsEnded } from './people.events.ts';

/** Tells consoles to read colleagues and teams again, and closes the connections of ended sessions. */
@Injectable()
export class PeopleBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(peopleChanged, 'people-broadcast', ({ organisationId }) =>
      this.realtime.toOrganisation(organisationId, 'people.changed'),
    );
    this.events.on(sessionsEnded, 'end-connections', ({ sessionIds }) => {
      for (const sessionId of sessionIds) this.realtime.endSession(sessionId);
    });
  }
}
