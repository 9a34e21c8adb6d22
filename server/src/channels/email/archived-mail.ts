import { Injectable } from '@nestjs/common';
import { type ImportTarget, type Take, UnreadableItem } from '../../modules/imports/public.ts';
import { type InboundMessage, StoredFiles, TicketIntake } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { MailParser } from './mail-parser.ts';
import { inboundFrom } from './mail-to-inbound.ts';
import { OwnMailboxes } from './own-mailboxes.ts';
import { isToOurselves, ownWords } from './own-words.ts';
import { type ParsedMail, UnreadableMail } from './parsed-mail.ts';

/** Puts mails that were saved to files into tickets, the customers' and our own answers alike, by the same rules as new mail. */
@Injectable()
export class ArchivedMail {
  constructor(
    private readonly parser: MailParser,
    private readonly mailboxes: OwnMailboxes,
    private readonly files: StoredFiles,
    private readonly intake: TicketIntake,
    private readonly clock: Clock,
  ) {}

  /** @param deliveredAt when it arrived, for mail that does not tell itself @throws {UnreadableItem} */
  async prepare(raw: Buffer, deliveredAt: Date | undefined, target: ImportTarget): Promise<Take> {
    const [mail, own] = await Promise.all([this.parse(raw), this.mailboxes.read()]);
    const attachments = await Promise.all(mail.files.map((file) => this.files.storeIncoming(file)));
    const account = { ...ACCOUNT, id: target.channelAccountId, shopId: target.shopId, organisationId: currentOrganisationId() };
    const receivedAt = mail.sentAt ? this.clock.now() : (deliveredAt ?? this.clock.now());
    const inbound = inboundFrom(mail, attachments, account, { id: '', externalKey: '', receivedAt, silent: true }, own);
    const message: InboundMessage = { ...ownWords(inbound, mail, own), rawMessageId: null, silent: true, bulk: true };
    if (isToOurselves(message, own)) return async () => ({ outcome: 'skipped' });
    return async (tx) => {
      const { duplicate } = await this.intake.accept(tx, message);
      return { outcome: duplicate ? 'known' : 'made' };
    };
  }

  private async parse(raw: Buffer): Promise<ParsedMail> {
    try {
      return await this.parser.parse(raw);
    } catch (error) {
      if (error instanceof UnreadableMail)
        throw new UnreadableItem(/no sender/.test(error.message) ? 'no_sender' : 'unreadable', error.message);
      throw error;
    }
  }
}

const ACCOUNT = { shopName: '', name: '', address: '', settings: {}, secrets: null } as const;
