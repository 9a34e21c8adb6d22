import { Module } from '@nestjs/common';
import { ImportsModule } from '../../modules/imports/public.ts';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { ArchivedMail } from './archived-mail.ts';
import { ConnectEmail } from './connect-email.service.ts';
import { EmailAdapter } from './email.adapter.ts';
import { EmailController } from './email.controller.ts';
import { EmailReceiver } from './email.receiver.ts';
import { EmailSender } from './email.sender.ts';
import { EmailSignInController } from './email-sign-in.controller.ts';
import { EmailSignIn } from './email-sign-in.service.ts';
import { ForwardedMail } from './forwarded-intake.ts';
import { ForwardedMailAccounts } from './forwarded-mail-accounts.ts';
import { ForwardingAddresses } from './forwarding-addresses.ts';
import { HouseMail } from './house-mail.ts';
import { LinkedFiles } from './linked-files.ts';
import { MailAccess } from './mail-access.ts';
import { MailArchiveFormat } from './mail-archive.format.ts';
import { MailLookups } from './mail-lookups.ts';
import { MailParser } from './mail-parser.ts';
import { MailSlices } from './mail-slice.ts';
import { MailboxArchives } from './mailbox-archives.ts';
import { MailboxCursors } from './mailbox-cursors.ts';
import { MailboxHistory } from './mailbox-history.ts';
import { MailboxPuller } from './mailbox-puller.ts';
import { MailboxReader } from './mailbox-reader.ts';
import { MailboxSent } from './mailbox-sent.ts';
import { OAuthClient } from './oauth-client.ts';
import { OAuthProviders } from './oauth-provider.ts';
import { OwnMailboxes } from './own-mailboxes.ts';
import { ReconnectPauses } from './reconnect-pauses.ts';
import { SentFolder } from './sent-folder.ts';
import { SentMail } from './sent-mail.ts';
import { SmtpListener } from './smtp-listener.ts';
import { SmtpTransports } from './smtp-transports.ts';
import { MailboxAsSystemMailer } from './system-mail.ts';
import { TestConnection } from './test-connection.ts';

@Module({
  imports: [ChannelCoreModule, TicketsModule, ImportsModule],
  controllers: [EmailController, EmailSignInController],
  providers: [
    EmailAdapter,
    EmailReceiver,
    EmailSender,
    LinkedFiles,
    HouseMail,
    SentFolder,
    SmtpTransports,
    MailboxAsSystemMailer,
    MailParser,
    MailSlices,
    MailboxCursors,
    MailboxReader,
    MailboxHistory,
    MailboxArchives,
    MailboxSent,
    SentMail,
    MailboxPuller,
    ReconnectPauses,
    TestConnection,
    ConnectEmail,
    MailLookups,
    ForwardingAddresses,
    ForwardedMailAccounts,
    ForwardedMail,
    SmtpListener,
    OAuthProviders,
    OAuthClient,
    MailAccess,
    EmailSignIn,
    ArchivedMail,
    OwnMailboxes,
    MailArchiveFormat,
  ],
})
export class EmailModule {}
