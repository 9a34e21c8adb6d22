import { id as uuid } from '@balie/shared/contracts/common.ts';
import {
  type OrderPoliciesRequest,
  orderPoliciesRequest,
  type SavePolicyRequest,
  savePolicyRequest,
  slaPolicy,
  slaPolicyList,
  slaRecomputeState,
  slaWebhookSecret,
} from '@balie/shared/contracts/sla.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { RecomputeAll } from './recompute-all.ts';
import { SlaPolicies } from './sla-policies.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

/** What is promised, and how far the measuring is after a change of it. */
@Controller('sla')
export class SlaController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: SlaPolicies,
    private readonly recomputeAll: RecomputeAll,
    private readonly secrets: WebhookSecrets,
  ) {}

  @Get('policies')
  @Requires('tickets:read')
  @Returns(slaPolicyList)
  async list() {
    return { items: await this.unitOfWork.read((reader) => this.policies.list(reader)) };
  }

  @Post('policies')
  @Requires('conversations:manage')
  @Returns(slaPolicy)
  create(@Body({ schema: savePolicyRequest }) body: SavePolicyRequest) {
    return this.unitOfWork.run((tx) => this.policies.create(tx, body));
  }

  @Put('policies/order')
  @Requires('conversations:manage')
  @Returns(slaPolicyList)
  async order(@Body({ schema: orderPoliciesRequest }) { ids }: OrderPoliciesRequest) {
    return { items: await this.unitOfWork.run((tx) => this.policies.order(tx, ids)) };
  }

  @Put('policies/:id')
  @Requires('conversations:manage')
  @Returns(slaPolicy)
  save(@Param('id', { schema: uuid }) policyId: string, @Body({ schema: savePolicyRequest }) body: SavePolicyRequest) {
    return this.unitOfWork.run((tx) => this.policies.save(tx, policyId, body));
  }

  @Delete('policies/:id')
  @Requires('conversations:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: uuid }) policyId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.policies.remove(tx, policyId));
  }

  @Get('recompute')
  @Requires('tickets:read')
  @Returns(slaRecomputeState)
  async recompute() {
    return { recompute: await this.unitOfWork.read((reader) => this.recomputeAll.state(reader)) };
  }

  /** Made when it is first asked for. */
  @Get('webhook-secret')
  @Requires('organisation:manage')
  @Returns(slaWebhookSecret)
  async secret() {
    return { secret: await this.unitOfWork.run((tx) => this.secrets.get(tx)) };
  }

  /** Another one, at once. */
  @Post('webhook-secret')
  @Requires('organisation:manage')
  @Returns(slaWebhookSecret, 200)
  async renew() {
    return { secret: await this.unitOfWork.run((tx) => this.secrets.renew(tx)) };
  }
}
