import { id as uuid } from '@balie/shared/contracts/common.ts';
import {
  answerRules,
  type DryRunRequest,
  dryRunRequest,
  dryRunResult,
  type OrderRulesRequest,
  orderRulesRequest,
  type RuleRunsQuery,
  rule,
  ruleList,
  ruleRunPage,
  ruleRunsQuery,
  type SaveRuleRequest,
  saveRuleRequest,
} from '@balie/shared/contracts/rules.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { DryRun } from './dry-run.ts';
import { RuleLog } from './rule-log.ts';
import { Rules } from './rules.ts';

/** What is done by itself, what it would do, and what it did. */
@Controller('rules')
export class RulesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: Rules,
    private readonly dryRun: DryRun,
    private readonly log: RuleLog,
  ) {}

  @Get()
  @Requires('rules:manage')
  @Returns(ruleList)
  async list() {
    return { items: await this.unitOfWork.read((reader) => this.rules.list(reader)) };
  }

  @Get('answers')
  @Requires('rules:manage')
  @Returns(answerRules)
  async answers() {
    return { items: await this.unitOfWork.read((reader) => this.rules.answerRules(reader)) };
  }

  @Get('runs')
  @Requires('rules:manage')
  @Returns(ruleRunPage)
  runs(@Query({ schema: ruleRunsQuery }) query: RuleRunsQuery) {
    return this.unitOfWork.read((reader) => this.log.list(reader, query));
  }

  @Post()
  @Requires('rules:manage')
  @Returns(rule)
  create(@Body({ schema: saveRuleRequest }) body: SaveRuleRequest) {
    return this.unitOfWork.run((tx) => this.rules.create(tx, body));
  }

  /** Nothing is changed by it. */
  @Post('dry-run')
  @Requires('rules:manage')
  @Returns(dryRunResult, 200)
  tryOut(@Body({ schema: dryRunRequest }) body: DryRunRequest) {
    return this.dryRun.execute(body);
  }

  @Put('order')
  @Requires('rules:manage')
  @Returns(ruleList)
  async order(@Body({ schema: orderRulesRequest }) { ids }: OrderRulesRequest) {
    return { items: await this.unitOfWork.run((tx) => this.rules.order(tx, ids)) };
  }

  @Put(':id')
  @Requires('rules:manage')
  @Returns(rule)
  save(@Param('id', { schema: uuid }) ruleId: string, @Body({ schema: saveRuleRequest }) body: SaveRuleRequest) {
    return this.unitOfWork.run((tx) => this.rules.save(tx, ruleId, body));
  }

  @Delete(':id')
  @Requires('rules:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: uuid }) ruleId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.rules.remove(tx, ruleId));
  }
}
