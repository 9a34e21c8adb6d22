import { me, type SignInRequest, signInRequest } from '@balie/shared/contracts/people.ts';
import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, PublicRoute, SignedIn } from '../../platform/http/access.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { clientOf, SessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.service.ts';

@Controller('session')
export class SessionController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @PublicRoute()
  @Returns(me)
  async open(
    @Body({ schema: signInRequest }) body: SignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.signIn.execute(body, clientOf(request));
    this.cookie.set(reply, opened.token);
    return opened.me;
  }

  @Delete()
  @SignedIn()
  @HttpCode(204)
  async close(@Me() principal: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.unitOfWork.run((tx) => this.sessions.end(tx, principal.agentId, principal.sessionId));
    this.cookie.clear(reply);
  }
}
