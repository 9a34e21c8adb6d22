import { createHash } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { Contacts } from '../../modules/contacts/public.ts';
import { type InboundMessage, TicketIntake } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { VirusScanner } from '../../platform/scanner/virus-scanner.ts';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { ChatLog } from './chat-log.ts';
import { type RawChatMessage, rawChatMessage } from './raw-chat-message.ts';
import { nameOf, type VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

const MAX_SUBJECT = 80;

/** What visitors wrote, in the terms of tickets. */
@Injectable()
export class ChatReceiver {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly log: ChatLog,
    private readonly intake: TicketIntake,
    private readonly contacts: Contacts,
    private readonly scanner: VirusScanner,
  ) {}

  /** @throws {Error} what people should read */
  async parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    const told = rawChatMessage.safeParse(jsonOf(raw.contents));
    if (!told.success) throw new Error(reason('unreadable'));
    const { visitorId, id } = told.data;
    const { visitor, before } = await this.unitOfWork.read(async (tx) => ({
      visitor: await this.visitors.find(tx, visitorId),
      before: await this.log.before(tx, visitorId, id),
    }));
    if (!visitor) return { outcome: 'ignored', reason: 'The visitor was removed.' };
    const message = this.message(account, raw, told.data, visitor, before);
    if (visitor.email === '' || visitor.emailVerified) return { outcome: 'message', message };
    // An address that nobody vouches for opens no door: it is kept with this customer unless it is somebody's already.
    const said = [{ kind: 'chat_visitor', value: visitor.id } as const, { kind: 'email', value: visitor.email } as const];
    return {
      outcome: 'event',
      take: async (tx) => {
        const { messageId } = await this.intake.accept(tx, message);
        await this.contacts.unite(tx, said);
        return messageId;
      },
    };
  }

  private message(
    account: ChannelAccountForAdapter,
    raw: RawMessage,
    told: RawChatMessage,
    visitor: VisitorRow,
    before?: string,
  ): InboundMessage {
    const { text, files } = told;
    const from = { address: visitor.id, name: nameOf(visitor) };
    return {
      channelAccountId: account.id,
      channelKind: 'chat',
      shopId: account.shopId,
      rawMessageId: raw.id,
      externalId: told.id,
      contentHash: createHash('sha256')
        .update(JSON.stringify([told.visitorId, told.id, text]))
        .digest('hex'),
      // Where the last word stands: an answer may have come from a ticket that began elsewhere.
      thread: { token: null, references: before ? [before] : [], subjectNumber: null, bySender: true },
      nature: 'personal',
      deliveryReport: null,
      forwardedBy: null,
      direction: 'inbound',
      sender: {
        identity: { kind: 'chat_visitor', value: visitor.id },
        name: from.name,
        also: visitor.emailVerified && visitor.email ? [{ kind: 'email', value: visitor.email }] : [],
      },
      from,
      to: [{ address: account.address, name: account.name }],
      cc: [],
      replyRecipients: { to: [from], cc: [] },
      subject: subjectOf(text || files.map(({ name }) => name).join(', ')),
      text,
      html: '',
      fullText: null,
      fullHtml: null,
      hasRemoteImages: false,
      attachments: files.map(({ name, contentType, sizeBytes, sha256, storageKey }) => ({
        name,
        contentType,
        sizeBytes,
        sha256: sha256 ?? '',
        storageKey,
        contentId: null,
        inline: false,
        ...(this.scanner.isOn ? { scan: 'waiting' as const } : {}),
      })),
      occurredAt: raw.receivedAt,
      silent: raw.silent,
    };
  }
}

function subjectOf(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.length > MAX_SUBJECT ? `${line.slice(0, MAX_SUBJECT - 1).trimEnd()}…` : line.trim();
}

function jsonOf(contents: Buffer): unknown {
  try {
    return JSON.parse(contents.toString('utf8'));
  } catch {
    return undefined;
  }
}
