import { callFacts, type WrapUpCallRequest, wrapUpCallRequest } from '@balie/shared/contracts/calls.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { ringingCalls } from '@balie/shared/contracts/ringing-calls.ts';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { RingingCalls } from './ringing-calls.queries.ts';
import { WrapUpCall } from './wrap-up-call.service.ts';

/** Calls, as agents meet them. */
@Controller('calls')
export class CallsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ringing: RingingCalls,
    private readonly wrapUp: WrapUpCall,
  ) {}

  @Get('ringing')
  @Requires('tickets:read')
  @Returns(ringingCalls)
  async list() {
    return { items: await this.unitOfWork.read((tx) => this.ringing.all(tx)) };
  }

  @Put(':id/wrap-up')
  @Requires('tickets:update')
  @Returns(callFacts)
  write(@Param('id', { schema: id }) callId: string, @Body({ schema: wrapUpCallRequest }) request: WrapUpCallRequest, @Me() me: Principal) {
    return this.wrapUp.execute(callId, request, me.agentId);
  }
}
