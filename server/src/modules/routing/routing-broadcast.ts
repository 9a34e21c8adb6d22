import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { AgentStates } from './agent-states.ts';
import { agentStatesChanged, routingChanged } from './routing.events.ts';

/** Tells consoles how colleagues are, as it is when it is told. */
@Injectable()
export class RoutingBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly states: AgentStates,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(agentStatesChanged, 'routing-broadcast', async ({ agentIds }) => {
      const items = await this.unitOfWork.read((reader) => this.states.list(reader, agentIds));
      this.realtime.toOrganisation(currentOrganisationId(), 'agent-states.changed', { items });
    });
    this.events.on(routingChanged, 'routing-broadcast', ({ organisationId }) =>
      this.realtime.toOrganisation(organisationId, 'routing.changed'),
    );
  }
}
