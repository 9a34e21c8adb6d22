import { Module } from '@nestjs/common';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { ConnectEmail } from './connect-email.service.ts';
import { EmailAdapter } from './email.adapter.ts';
import { EmailController } from './email.controller.ts';
import { EmailReceiver } from './email.receiver.ts';
import { EmailSender } from './email.sender.ts';
import { MailParser } from './mail-parser.ts';
import { MailSlices } from './mail-slice.ts';
import { MailboxCursors } from './mailbox-cursors.ts';
import { MailboxHistory } from './mailbox-history.ts';
import { MailboxPuller } from './mailbox-puller.ts';
import { MailboxReader } from './mailbox-reader.ts';
import { SentFolder } from './sent-folder.ts';
import { SmtpTransports } from './smtp-transports.ts';
import { MailboxAsSystemMailer } from './system-mail.ts';
import { TestConnection } from './test-connection.ts';

@Module({
  imports: [ChannelCoreModule, TicketsModule],
  controllers: [EmailController],
  providers: [
    EmailAdapter,
    EmailReceiver,
    EmailSender,
    SentFolder,
    SmtpTransports,
    MailboxAsSystemMailer,
    MailParser,
    MailSlices,
    MailboxCursors,
    MailboxReader,
    MailboxHistory,
    MailboxPuller,
    TestConnection,
    ConnectEmail,
  ],
})
export class EmailModule {}
