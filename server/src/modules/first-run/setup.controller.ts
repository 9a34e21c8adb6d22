import { me, type SetupRequest, setupRequest, setupState } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PublicRoute } from '../../platform/http/access.ts';
import type { Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { clientOf, SessionCookie } from '../agents/public.ts';
import { SetUp } from './set-up.service.ts';

@Controller('setup')
export class SetupController {
  constructor(
    private readonly setUp: SetUp,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @PublicRoute()
  @Returns(setupState)
  async state() {
    return { needed: await this.setUp.isNeeded() };
  }

  @Post()
  @PublicRoute()
  @Returns(me)
  async create(
    @Body({ schema: setupRequest }) body: SetupRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.setUp.execute(body, clientOf(request));
    this.cookie.set(reply, opened.token);
    return opened.me;
  }
}
