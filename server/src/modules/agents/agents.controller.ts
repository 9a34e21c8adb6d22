import { type PageQuery, page, pageQuery, id as uuid } from '@balie/shared/contracts/common.ts';
import { agent, type UpdateAgentRequest, updateAgentRequest } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AgentsQueries } from './agents.queries.ts';
import { UpdateAgent } from './update-agent.service.ts';

@Controller('agents')
export class AgentsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agents: AgentsQueries,
    private readonly updateAgent: UpdateAgent,
  ) {}

  @Get()
  @Requires('colleagues:read')
  @Returns(page(agent))
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run((tx) => this.agents.list(tx, query));
  }

  @Patch(':id')
  @Requires('agents:manage')
  @Returns(agent)
  update(@Param('id', { schema: uuid }) agentId: string, @Body({ schema: updateAgentRequest }) body: UpdateAgentRequest) {
    return this.unitOfWork.run(async (tx) => {
      await this.updateAgent.execute(tx, agentId, body);
      return this.agents.get(tx, agentId);
    });
  }
}
