import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { MAX_UPLOAD_BYTES } from '../../platform/http/http-server.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type ParsedRaw,
  type RawMessage,
  type SendResult,
  type UsualLimits,
} from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { EmailReceiver } from './email.receiver.ts';
import { EmailSender } from './email.sender.ts';
import { emailAccountSettings } from './email-account.ts';
import { USUAL_MAIL_BYTES, usualLimits } from './email-limits.ts';
import { HouseMail } from './house-mail.ts';
import { MailboxPuller } from './mailbox-puller.ts';
import { SentFolder } from './sent-folder.ts';

/** E-mail: mailboxes watched over IMAP, answered over SMTP. */
@Injectable()
export class EmailAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'email';
  readonly choosesIds = true;
  readonly capabilities: ChannelCapabilities = {
    reply: true,
    richText: true,
    subject: true,
    recipients: true,
    reaches: ['email'],
    startConversation: true,
    // What does not fit into a mail goes as a link.
    attachments: { maxBytesEach: MAX_UPLOAD_BYTES, maxBytesTotal: 5 * MAX_UPLOAD_BYTES, linksBeyondBytes: USUAL_MAIL_BYTES },
  };
  override readonly rawFormat = { contentType: 'message/rfc822', extension: 'eml' };

  constructor(
    private readonly registry: ChannelRegistry,
    private readonly receiver: EmailReceiver,
    private readonly sender: EmailSender,
    private readonly puller: MailboxPuller,
    private readonly sentFolder: SentFolder,
    private readonly house: HouseMail,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  usualLimits({ address, settings }: Pick<ChannelAccountForAdapter, 'address' | 'settings'>): UsualLimits {
    return usualLimits(address, emailAccountSettings.safeParse(settings).data);
  }

  override readonly warmUp = (): Promise<void> => this.receiver.warmUp();

  parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    return this.receiver.parse(account, raw);
  }

  externalIdFor(account: ChannelAccountForAdapter, message: OutgoingMessage): string {
    return this.sender.externalIdFor(account, message);
  }

  send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.sender.send(account, message, signal);
  }

  override readonly keepCopies: NonNullable<ChannelAdapter['keepCopies']> = (account, messages, kept) =>
    this.sentFolder.keep(account, messages, kept);

  override readonly sendsFrom: NonNullable<ChannelAdapter['sendsFrom']> = ({ address, settings }) =>
    emailAccountSettings.safeParse(settings).data?.smtp ? address : this.house.address;

  readonly pull = (account: ChannelAccountForAdapter, signal: AbortSignal): Promise<void> => this.puller.pull(account, signal);
}
