import {
  type ConnectEmailRequest,
  type ConnectForwardingRequest,
  channelAccount,
  connectEmailRequest,
  connectForwardingRequest,
  type EmailConnection,
  emailConnection,
  emailProposal,
  emailProposalRequest,
  emailSettings,
  emailTestResult,
  type UpdateSendingRequest,
  updateCopiesRequest,
  updateEmailConnectionRequest,
  updateSendingRequest,
} from '@balie/shared/contracts/channels.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ConnectEmail } from './connect-email.service.ts';
import { ForwardedMailAccounts } from './forwarded-mail-accounts.ts';
import { MailLookups } from './mail-lookups.ts';
import { OAuthProviders } from './oauth-provider.ts';
import { proposeSettings } from './propose-settings.ts';
import { TestConnection } from './test-connection.ts';

/** What is particular to connecting a mailbox. */
@Controller('channels/email')
export class EmailController {
  constructor(
    private readonly test: TestConnection,
    private readonly connectEmail: ConnectEmail,
    private readonly providers: OAuthProviders,
    private readonly lookups: MailLookups,
    private readonly forwarding: ForwardedMailAccounts,
  ) {}

  @Post('propose')
  @Requires('channels:manage')
  @Returns(emailProposal, 200)
  async propose(@Body({ schema: emailProposalRequest }) { address }: { address: string }) {
    const proposal = await proposeSettings(address, this.lookups, (at) => this.providers.has(at));
    return { ...proposal, forwarding: this.forwarding.isOffered };
  }

  /** A failed test is an answer, not an error. */
  @Post('test')
  @Requires('channels:manage')
  @Returns(emailTestResult, 200)
  async tryOut(@Body({ schema: emailConnection }) connection: EmailConnection) {
    return (await this.test.execute(connection)).result;
  }

  @Post('accounts')
  @Requires('channels:manage')
  @Returns(channelAccount)
  connect(@Body({ schema: connectEmailRequest }) request: ConnectEmailRequest) {
    return this.connectEmail.connect(request);
  }

  @Post('forwarding')
  @Requires('channels:manage')
  @Returns(channelAccount)
  connectForwarding(@Body({ schema: connectForwardingRequest }) request: ConnectForwardingRequest) {
    return this.forwarding.connect(request);
  }

  @Get('accounts/:id')
  @Requires('channels:manage')
  @Returns(emailSettings)
  settings(@Param('id', { schema: id }) accountId: string) {
    return this.connectEmail.settings(accountId);
  }

  @Patch('accounts/:id')
  @Requires('channels:manage')
  @Returns(channelAccount)
  update(
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: updateEmailConnectionRequest }) wanted: Pick<EmailConnection, 'imap' | 'smtp'> & { copyToSent?: boolean | undefined },
  ) {
    return this.connectEmail.update(accountId, wanted);
  }

  @Put('accounts/:id/sending')
  @Requires('channels:manage')
  @Returns(channelAccount)
  setSending(@Param('id', { schema: id }) accountId: string, @Body({ schema: updateSendingRequest }) request: UpdateSendingRequest) {
    return this.forwarding.setSending(accountId, request);
  }

  @Put('accounts/:id/copies')
  @Requires('channels:manage')
  @Returns(channelAccount)
  setCopies(
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: updateCopiesRequest }) { copyToSent }: { copyToSent: boolean | null },
  ) {
    return this.connectEmail.setCopies(accountId, copyToSent);
  }
}
