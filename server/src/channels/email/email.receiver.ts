import { Injectable } from '@nestjs/common';
import { type InboundMessage, StoredFiles } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, DecidedRaw, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
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

type AccountId = Pick<ChannelAccountForAdapter, 'id'>;

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
      return ignored('A provider asks to confirm the forwarding; it is shown with the account.');
    }
    if (isSystemMail(mail)) return ignored('Balie itself sent it, to one person alone.');
    const message = inboundFrom(mail, [], account, raw, own);
    if (isFromSentFolder(raw.externalKey)) return this.ownMail(account, asOutbound(message, own), mail, own);
    if (isFromArchive(raw.externalKey)) return this.keptMail(account, ownWords(message, mail, own), mail, own);
    if (!this.sent.mayBeAnswer(mail, message, own)) return this.whole(message, mail);
    return {
      outcome: 'undecided',
      decide: async () => this.whole((await this.sent.isAnswer(account, mail)) ? asOutbound(message, own) : message, mail),
    };
  }

  private async keptMail(account: AccountId, message: InboundMessage, mail: ParsedMail, own: ReadonlySet<string>): Promise<ParsedRaw> {
    if (isToOurselves(message, own)) return ignored('Sent to nobody but ourselves.');
    return message.direction === 'outbound' ? this.ownMail(account, message, mail, own, true) : this.whole(message, mail);
  }

  /** What a colleague sent. Whether it belongs in a ticket is known when the mail before it is in tickets: the question that it answers, say. */
  private ownMail(account: AccountId, message: InboundMessage, mail: ParsedMail, own: ReadonlySet<string>, toAnybody = false): ParsedRaw {
    const never = this.sent.whyNever(mail, own);
    if (never !== undefined) return ignored(never);
    return {
      outcome: 'undecided',
      decide: async () => {
        const reason = await this.sent.whyNot(account, mail, own, toAnybody);
        return reason === undefined ? this.whole(message, mail) : ignored(reason);
      },
    };
  }

  private async whole(message: InboundMessage, mail: ParsedMail): Promise<DecidedRaw> {
    const attachments = await Promise.all(mail.files.map((file) => this.files.storeIncoming(file)));
    return { outcome: 'message', message: { ...message, attachments } };
  }
}

function ignored(reason: string): DecidedRaw {
  return { outcome: 'ignored', reason };
}
