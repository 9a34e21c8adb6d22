import { Injectable } from '@nestjs/common';
import { StoredFiles } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { isForwarded, isFromSentFolder } from './external-key.ts';
import { ForwardingAddresses } from './forwarding-addresses.ts';
import { forwardingVerification } from './forwarding-verification.ts';
import { MailParser } from './mail-parser.ts';
import { inboundFrom } from './mail-to-inbound.ts';
import { OwnMailboxes } from './own-mailboxes.ts';
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
    const isSent = isFromSentFolder(raw.externalKey);
    const ignored = isSent ? await this.sent.whyNot(account, mail, own) : undefined;
    if (ignored !== undefined) return { outcome: 'ignored', reason: ignored };
    const attachments = await Promise.all(mail.files.map((file) => this.files.storeIncoming(file)));
    const message = inboundFrom(mail, attachments, account, raw, own);
    return { outcome: 'message', message: isSent ? asOutbound(message, own) : message };
  }
}
