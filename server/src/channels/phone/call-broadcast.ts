import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { callChanged } from './call.events.ts';
import { RingingCalls } from './ringing-calls.queries.ts';

/** Shows the consoles of an organisation who is calling, and that the telephone rings no more. */
@Injectable()
export class CallBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly ringing: RingingCalls,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(callChanged, 'call-broadcast', ({ callId }) => this.show(callId));
  }

  private async show(callId: string): Promise<void> {
    const organisationId = currentOrganisationId();
    // Read when it is told, so that an event that comes late tells how it is now.
    const call = await this.unitOfWork.run((tx) => this.ringing.one(tx, callId));
    if (call) this.realtime.toOrganisation(organisationId, 'call.ringing', { call });
    else this.realtime.toOrganisation(organisationId, 'call.quiet', { id: callId });
  }
}
