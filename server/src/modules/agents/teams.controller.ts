import { type PageQuery, page, pageQuery, id as uuid } from '@balie/shared/contracts/common.ts';
import { saveTeamRequest, team } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { Teams } from './teams.ts';

type SaveTeamRequest = z.infer<typeof saveTeamRequest>;

@Controller('teams')
export class TeamsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly teams: Teams,
  ) {}

  @Get()
  @Requires('colleagues:read')
  @Returns(page(team))
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run((tx) => this.teams.list(tx, query));
  }

  @Post()
  @Requires('teams:manage')
  @Returns(team)
  create(@Body({ schema: saveTeamRequest }) body: SaveTeamRequest) {
    return this.unitOfWork.run((tx) => this.teams.create(tx, body));
  }

  @Patch(':id')
  @Requires('teams:manage')
  @Returns(team)
  save(@Param('id', { schema: uuid }) teamId: string, @Body({ schema: saveTeamRequest }) body: SaveTeamRequest) {
    return this.unitOfWork.run((tx) => this.teams.save(tx, teamId, body));
  }

  @Delete(':id')
  @Requires('teams:manage')
  @HttpCode(204)
  async remove(@Me() me: Principal, @Param('id', { schema: uuid }) teamId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.teams.remove(tx, teamId, me.agentId));
  }
}
