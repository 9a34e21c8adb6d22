import { Injectable } from '@nestjs/common';
import { type InboundMessage, StoredFiles } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { isForwarded, isFromArchive, isFromSentFolder } from './external-key.ts';
import { ForwardingAddresses } from './forwarding-addresses.ts';
import { forwardingVerification } from './forwarding-verification.ts';
import { isSystemMail } from './is-system-mail.ts';
import { MailParser } from './mail-parser.ts';
import { inboundFrom } from './mail-to-inbound.ts';
import { OwnMailboxes } from './own-mailboxes.ts';
import { isToOurselves, ownWords } from './own-words.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { asOutbound, SentMail } from './sent-mail.ts';

/** Makes a message for a ticket out of a raw mail; its files are in the file storage when it is done. */
@Injectable()
export class EmailReceiver {
  constructor(
    private readonly parser: MailParser,
    private readonly files: StoredFiles,
    private readonly mailboxes: OwnMailboxes,
    private readonly sent: SentMail,
    private readonly forwarding: ForwardingAddresses,
  ) {}

  warmUp(): Promise<void> {
    return this.parser.warmUp();
  }

  /** @throws {UnreadableMail} */
  async parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    const [mail, own] = await Promise.all([this.parser.parse(raw.contents), this.mailboxes.read()]);
    const verification = isForwarded(raw.externalKey) ? forwardingVerification(mail, raw.receivedAt) : undefined;
    if (verification) {
      await this.forwarding.keepVerification(account.id, verification);
      return { outcome: 'ignored', reason: 'A provider asks to confirm the forwarding; it is shown with the account.' };
    }
    if (isSystemMail(mail)) return { outcome: 'ignored', reason: 'Balie itself sent it, to one person alone.' };
    const message = await this.inOurWords(account, inboundFrom(mail, [], account, raw, own), mail, raw, own);
    const ignored = await this.whyNot(account, message, mail, raw, own);
    if (ignored !== undefined) return { outcome: 'ignored', reason: ignored };
    const attachments = await Promise.all(mail.files.map((file) => this.files.storeIncoming(file)));
    return { outcome: 'message', message: { ...message, attachments } };
  }

  /** By the folder it was found in. */
  private async inOurWords(
    account: ChannelAccountForAdapter,
    message: InboundMessage,
    mail: ParsedMail,
    { externalKey }: RawMessage,
    own: ReadonlySet<string>,
  ): Promise<InboundMessage> {
    if (isFromSentFolder(externalKey)) return asOutbound(message, own);
    if (isFromArchive(externalKey)) return ownWords(message, mail, own);
    return (await this.sent.isAnswer(account, mail, message, own)) ? asOutbound(message, own) : message;
  }

  private async whyNot(
    account: ChannelAccountForAdapter,
    message: InboundMessage,
    mail: ParsedMail,
    { externalKey }: RawMessage,
    own: ReadonlySet<string>,
  ): Promise<string | undefined> {
    const isKept = isFromArchive(externalKey);
    if (isKept && isToOurselves(message, own)) return 'Sent to nobody but ourselves.';
    const isSent = isFromSentFolder(externalKey) || (isKept && message.direction === 'outbound');
    return isSent ? this.sent.whyNot(account, mail, own, isKept) : undefined;
  }
}
