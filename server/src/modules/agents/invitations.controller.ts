import { type PageQuery, page, pageQuery, id as uuid } from '@balie/shared/contracts/common.ts';
import {
  acceptInvitationRequest,
  createInvitationRequest,
  invitation,
  invitationOffer,
  invitationWithLink,
  me,
} from '@balie/shared/contracts/people.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, PublicRoute, Requires } from '../../platform/http/access.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AcceptInvitation } from './accept-invitation.service.ts';
import { InvitationOffers } from './invitation-offers.ts';
import { Invitations } from './invitations.ts';
import { InviteColleague } from './invite-colleague.service.ts';
import { clientOf, SessionCookie } from './session-cookie.ts';

/** For owners: who is invited. */
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly inviteColleague: InviteColleague,
  ) {}

  @Get()
  @Requires('agents:manage')
  @Returns(page(invitation))
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run((tx) => this.invitations.list(tx, query));
  }

  @Post()
  @Requires('agents:manage')
  @Returns(invitationWithLink)
  create(@Me() principal: Principal, @Body({ schema: createInvitationRequest }) body: z.infer<typeof createInvitationRequest>) {
    return this.inviteColleague.invite(principal.agentId, body.email, body.role);
  }

  @Post(':id/link')
  @Requires('agents:manage')
  @Returns(invitationWithLink, 200)
  renew(@Me() principal: Principal, @Param('id', { schema: uuid }) invitationId: string) {
    return this.inviteColleague.renew(principal.agentId, invitationId);
  }

  @Delete(':id')
  @Requires('agents:manage')
  @HttpCode(204)
  async withdraw(@Param('id', { schema: uuid }) invitationId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.invitations.withdraw(tx, invitationId));
  }
}

const token = z.string().min(1).max(200);

/** For who holds an invitation's link. */
@Controller('invitations/by-token/:token')
export class InvitationOffersController {
  constructor(
    private readonly offers: InvitationOffers,
    private readonly acceptInvitation: AcceptInvitation,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @PublicRoute()
  @Returns(invitationOffer)
  async read(@Param('token', { schema: token }) linkToken: string) {
    const { organisationName, email, role, invitedBy } = await this.offers.find(linkToken);
    return { organisationName, email, role, invitedBy };
  }

  @Post('accept')
  @PublicRoute()
  @Returns(me)
  async accept(
    @Param('token', { schema: token }) linkToken: string,
    @Body({ schema: acceptInvitationRequest }) body: z.infer<typeof acceptInvitationRequest>,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.acceptInvitation.execute(linkToken, body, clientOf(request));
    this.cookie.set(reply, opened.token);
    return opened.me;
  }
}
