import { page, id as uuid } from '@balie/shared/contracts/common.ts';
import {
  changePasswordRequest,
  me as meShape,
  session as sessionShape,
  type UpdateMeRequest,
  updateMeRequest,
} from '@balie/shared/contracts/people.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import type { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, SignedIn } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChangePassword } from './change-password.service.ts';
import { MeQueries } from './me.queries.ts';
import { Sessions } from './sessions.ts';
import { UpdateMe } from './update-me.service.ts';

/** What is a colleague's own. */
@Controller('me')
export class MeController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly me: MeQueries,
    private readonly updateMe: UpdateMe,
    private readonly changePassword: ChangePassword,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @SignedIn()
  @Returns(meShape)
  read(@Me() principal: Principal) {
    return this.unitOfWork.run((tx) => this.me.get(tx, principal.agentId));
  }

  @Patch()
  @SignedIn()
  @Returns(meShape)
  update(@Me() principal: Principal, @Body({ schema: updateMeRequest }) body: UpdateMeRequest) {
    return this.unitOfWork.run(async (tx) => {
      await this.updateMe.execute(tx, principal.agentId, body);
      return this.me.get(tx, principal.agentId);
    });
  }

  @Post('password')
  @SignedIn()
  @HttpCode(204)
  async password(
    @Me() principal: Principal,
    @Body({ schema: changePasswordRequest }) body: z.infer<typeof changePasswordRequest>,
    @Req() request: Request,
  ): Promise<void> {
    await this.changePassword.execute(principal, body.current, body.next, request.ip);
  }

  @Get('sessions')
  @SignedIn()
  @Returns(page(sessionShape))
  async listSessions(@Me() principal: Principal) {
    const rows = await this.unitOfWork.run((tx) => this.sessions.list(tx, principal.agentId));
    const items = rows.map((row) => ({
      id: row.id,
      current: row.id === principal.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      ip: row.ip,
      userAgent: row.user_agent,
    }));
    return { items, nextCursor: null };
  }

  @Delete('sessions/:id')
  @SignedIn()
  @HttpCode(204)
  async endSession(@Me() principal: Principal, @Param('id', { schema: uuid }) sessionId: string): Promise<void> {
    const ended = await this.unitOfWork.run((tx) => this.sessions.end(tx, principal.agentId, sessionId));
    if (!ended) throw new NotFound('session');
  }

  @Delete('sessions')
  @SignedIn()
  @HttpCode(204)
  async endOtherSessions(@Me() principal: Principal): Promise<void> {
    await this.unitOfWork.run((tx) => this.sessions.endAll(tx, principal.agentId, principal.sessionId));
  }
}
