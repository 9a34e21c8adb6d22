import { id as uuid } from '@balie/shared/contracts/common.ts';
import {
  type NormSettings,
  normAlerts,
  normBoard,
  normMarkets,
  normSettings,
  normStates,
  ownNorm,
  ownNorms,
  type RecordStrikeRequest,
  recordStrikeRequest,
  type SaveMarketRequest,
  type SaveNormRequest,
  saveMarketRequest,
  saveNormRequest,
} from '@balie/shared/contracts/norms.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { Markets } from './markets.ts';
import { NormAlerts } from './norm-alerts.ts';
import { ReadNormBoard } from './norm-board.ts';
import { NormStates } from './norm-states.ts';
import { OwnNorms } from './own-norms.ts';
import { Strikes } from './strikes.ts';

/** How norms stand, and what a house sets of them. */
@Controller('norms')
export class NormsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly board: ReadNormBoard,
    private readonly glance: NormStates,
    private readonly own: OwnNorms,
    private readonly alerts: NormAlerts,
    private readonly strikes: Strikes,
    private readonly sold: Markets,
  ) {}

  @Get()
  @Requires('norms:read')
  @Returns(normBoard)
  read() {
    return this.unitOfWork.read((reader) => this.board.read(reader));
  }

  @Get('states')
  @Requires('norms:read')
  @Returns(normStates)
  async states() {
    return { items: await this.unitOfWork.read((reader) => this.glance.states(reader)) };
  }

  @Get('alerts')
  @Requires('norms:read')
  @Returns(normAlerts)
  async current() {
    return { items: await this.unitOfWork.read((reader) => this.alerts.current(reader)) };
  }

  @Post('alerts/:id/put-away')
  @Requires('norms:manage')
  @HttpCode(204)
  async putAway(@Param('id', { schema: uuid }) alertId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.alerts.putAway(tx, alertId));
  }

  @Put('strikes')
  @Requires('norms:manage')
  @HttpCode(204)
  async record(@Body({ schema: recordStrikeRequest }) body: RecordStrikeRequest, @Me() { agentId }: Principal): Promise<void> {
    await this.unitOfWork.run((tx) => this.strikes.record(tx, agentId, body));
  }

  @Get('markets')
  @Requires('norms:read')
  @Returns(normMarkets)
  async markets() {
    return { items: await this.unitOfWork.read((reader) => this.sold.list(reader)) };
  }

  @Put('markets')
  @Requires('norms:manage')
  @HttpCode(204)
  async saveMarket(@Body({ schema: saveMarketRequest }) body: SaveMarketRequest): Promise<void> {
    await this.unitOfWork.run((tx) => this.sold.save(tx, body));
  }

  @Get('own')
  @Requires('norms:read')
  @Returns(ownNorms)
  async list() {
    return { items: await this.unitOfWork.read((reader) => this.own.list(reader)) };
  }

  @Post('own')
  @Requires('norms:manage')
  @Returns(ownNorm)
  create(@Body({ schema: saveNormRequest }) body: SaveNormRequest) {
    return this.unitOfWork.run((tx) => this.own.create(tx, body));
  }

  @Put('own/:id')
  @Requires('norms:manage')
  @Returns(ownNorm)
  save(@Param('id', { schema: uuid }) normId: string, @Body({ schema: saveNormRequest }) body: SaveNormRequest) {
    return this.unitOfWork.run((tx) => this.own.save(tx, normId, body));
  }

  @Delete('own/:id')
  @Requires('norms:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: uuid }) normId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.own.remove(tx, normId));
  }

  @Get('settings')
  @Requires('norms:read')
  @Returns(normSettings)
  settings() {
    return this.unitOfWork.read((reader) => this.own.settings(reader));
  }

  @Put('settings')
  @Requires('norms:manage')
  @Returns(normSettings)
  async saveSettings(@Body({ schema: normSettings }) body: NormSettings) {
    await this.unitOfWork.run((tx) => this.own.saveSettings(tx, body));
    return body;
  }
}
