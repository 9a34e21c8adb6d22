import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../platform/http/principal.ts';
import { AcceptInvitation } from './accept-invitation.service.ts';
import { AgentAccounts } from './agent-accounts.ts';
import { AgentPicturesController } from './agent-pictures.controller.ts';
import { AgentPictures } from './agent-pictures.ts';
import { AgentsController } from './agents.controller.ts';
import { AgentsQueries } from './agents.queries.ts';
import { ChangePassword } from './change-password.service.ts';
import { Colleagues } from './colleagues.ts';
import { InvitationOffers } from './invitation-offers.ts';
import { InvitationOffersController, InvitationsController } from './invitations.controller.ts';
import { Invitations } from './invitations.ts';
import { InviteColleague } from './invite-colleague.service.ts';
import { MeController } from './me.controller.ts';
import { MeQueries } from './me.queries.ts';
import { PasswordResetMailer } from './password-reset-mailer.ts';
import { PasswordResetsController } from './password-resets.controller.ts';
import { Passwords } from './passwords.ts';
import { PeopleBroadcast } from './people-broadcast.ts';
import { ResetPassword } from './reset-password.service.ts';
import { SessionController } from './session.controller.ts';
import { SessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.service.ts';
import { SignInBrake } from './sign-in-brake.ts';
import { TeamBelongingsRegistry } from './team-belongings.ts';
import { TeamRoom } from './team-room.ts';
import { TeamsController } from './teams.controller.ts';
import { Teams } from './teams.ts';
import { UpdateAgent } from './update-agent.service.ts';
import { UpdateMe } from './update-me.service.ts';

/** Colleagues: who they are, how they get in, what they may do. Global because the platform asks it who is signed in. */
@Global()
@Module({
  controllers: [
    SessionController,
    MeController,
    PasswordResetsController,
    InvitationOffersController,
    InvitationsController,
    AgentsController,
    AgentPicturesController,
    TeamsController,
  ],
  providers: [
    Sessions,
    { provide: Authenticator, useExisting: Sessions },
    SessionCookie,
    Passwords,
    SignInBrake,
    SignIn,
    MeQueries,
    UpdateMe,
    ChangePassword,
    PasswordResetMailer,
    ResetPassword,
    AgentAccounts,
    AgentsQueries,
    AgentPictures,
    UpdateAgent,
    Invitations,
    InvitationOffers,
    InviteColleague,
    AcceptInvitation,
    Teams,
    TeamRoom,
    TeamBelongingsRegistry,
    Colleagues,
    PeopleBroadcast,
  ],
  exports: [Authenticator, Colleagues, Passwords, AgentAccounts, SessionCookie, TeamBelongingsRegistry],
})
export class AgentsModule {}
