import {
  type CompleteEmailSignInRequest,
  channelAccount,
  completeEmailSignInRequest,
  type StartEmailSignInRequest,
  startEmailSignInRequest,
  startedEmailSignIn,
} from '@balie/shared/contracts/channels.ts';
import { Body, Controller, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { EmailSignIn } from './email-sign-in.service.ts';

/** Connecting a mailbox by signing in at its provider. The browser comes back to the console, which completes it here. */
@Controller('channels/email/oauth')
export class EmailSignInController {
  constructor(private readonly signIn: EmailSignIn) {}

  @Post('start')
  @Requires('channels:manage')
  @Returns(startedEmailSignIn, 200)
  async start(@Me() me: Principal, @Body({ schema: startEmailSignInRequest }) request: StartEmailSignInRequest) {
    return { url: await this.signIn.start(me.sessionId, request) };
  }

  @Post('complete')
  @Requires('channels:manage')
  @Returns(channelAccount, 200)
  complete(@Me() me: Principal, @Body({ schema: completeEmailSignInRequest }) request: CompleteEmailSignInRequest) {
    return this.signIn.complete(me.sessionId, request);
  }
}
