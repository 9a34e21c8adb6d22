import { id as uuid } from '@balie/shared/contracts/common.ts';
import {
  agentPresence,
  agentPresenceList,
  type ChooseAvailabilityRequest,
  chooseAvailabilityRequest,
  routingSettings,
  type SaveAgentRoutingRequest,
  type SaveRoutingRequest,
  type SaveTeamRoutingRequest,
  saveAgentRoutingRequest,
  saveRoutingRequest,
  saveTeamRoutingRequest,
} from '@balie/shared/contracts/routing.ts';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires, SignedIn } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AgentStates } from './agent-states.ts';
import { RoutingSettingsStore } from './routing-settings.ts';

/** Who is there, and how tickets come to them. */
@Controller('routing')
export class RoutingController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly states: AgentStates,
    private readonly settings: RoutingSettingsStore,
  ) {}

  @Get('states')
  @Requires('colleagues:read')
  @Returns(agentPresenceList)
  async list() {
    return { items: await this.unitOfWork.read((reader) => this.states.list(reader)) };
  }

  @Put('availability')
  @SignedIn()
  @Returns(agentPresence)
  choose(@Me() { agentId }: Principal, @Body({ schema: chooseAvailabilityRequest }) { availability }: ChooseAvailabilityRequest) {
    return this.unitOfWork.run(async (tx) => {
      await this.states.choose(tx, agentId, availability);
      return this.states.one(tx, agentId);
    });
  }

  @Get('settings')
  @Requires('routing:manage')
  @Returns(routingSettings)
  get() {
    return this.unitOfWork.read((reader) => this.settings.get(reader));
  }

  @Put('settings')
  @Requires('routing:manage')
  @Returns(routingSettings)
  save(@Body({ schema: saveRoutingRequest }) body: SaveRoutingRequest) {
    return this.change((tx) => this.settings.save(tx, body));
  }

  @Put('teams/:id')
  @Requires('routing:manage')
  @Returns(routingSettings)
  saveTeam(@Param('id', { schema: uuid }) teamId: string, @Body({ schema: saveTeamRoutingRequest }) body: SaveTeamRoutingRequest) {
    return this.change((tx) => this.settings.saveTeam(tx, teamId, body));
  }

  @Put('agents/:id')
  @Requires('routing:manage')
  @Returns(routingSettings)
  saveAgent(@Param('id', { schema: uuid }) agentId: string, @Body({ schema: saveAgentRoutingRequest }) body: SaveAgentRoutingRequest) {
    return this.change((tx) => this.settings.saveAgent(tx, agentId, body));
  }

  private change(doing: (tx: Tx) => Promise<void>) {
    return this.unitOfWork.run(async (tx) => {
      await doing(tx);
      return this.settings.get(tx);
    });
  }
}
