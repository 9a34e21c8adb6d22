import { createHash } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { type DeliveryStatus, type InboundMessage, MessageReactions, TicketIntake } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../core/channel-adapter.ts';
import { judge } from './graph-errors.ts';
import { mediaOf, type ToldMessage, type ToldStatus, toldMessage, toldStatus, type WhatsAppMessage } from './inbound-shapes.ts';
import { MediaFetcher } from './media-fetcher.ts';
import { wordsOf } from './message-words.ts';
import { SentParts } from './sent-parts.ts';
import { settingsOf } from './whatsapp-account.ts';
import { WhatsAppNumbers } from './whatsapp-numbers.ts';
import { identitiesOf, sendableOf } from './whatsapp-people.ts';
import { templateNews, WhatsAppTemplates } from './whatsapp-templates.ts';

const MAX_SUBJECT = 80;
/** `played`: a voice message was listened to. */
const STATES: Readonly<Record<string, DeliveryStatus['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};
/** What people do without asking anything: it reopens nothing. */
const UNASKING = new Set(['reaction', 'system']);

/** What Meta told, in the terms of tickets. */
@Injectable()
export class WhatsAppReceiver {
  constructor(
    private readonly numbers: WhatsAppNumbers,
    private readonly media: MediaFetcher,
    private readonly parts: SentParts,
    private readonly reactions: MessageReactions,
    private readonly intake: TicketIntake,
    private readonly templates: WhatsAppTemplates,
  ) {}

  /** @throws {Error | ParseLater} what people should read */
  async parse(called: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    const told: unknown = jsonOf(raw.contents);
    const message = toldMessage.safeParse(told);
    if (message.success) {
      const account = await this.numbers.accountOf(called, message.data.metadata?.phone_number_id);
      const received = await this.message(account, message.data, raw);
      return this.reaction(account, message.data.message, received) ?? { outcome: 'message', message: received };
    }
    const status = toldStatus.safeParse(told);
    if (status.success) {
      const account = await this.numbers.accountOf(called, status.data.metadata?.phone_number_id);
      return this.status(account, status.data);
    }
    const news = templateNews.safeParse(told);
    if (news.success) return this.templates.news(news.data);
    const { told: kind, field = '?' } = (told ?? {}) as { told?: unknown; field?: unknown };
    if (kind === 'other') return { outcome: 'ignored', reason: `News of WhatsApp that is no message: ${String(field)}` };
    throw new Error(reason('unreadable'));
  }

  private async message(account: ChannelAccountForAdapter, told: ToldMessage, raw: RawMessage): Promise<InboundMessage> {
    const { message } = told;
    const { locale, displayNumber } = settingsOf(account);
    const person = identitiesOf(message, told.contacts);
    const file = mediaOf(message);
    const { attachments, leftOut } = file
      ? await this.media.fetch(account, file.type, file.media, raw.receivedAt)
      : { attachments: [], leftOut: [] };
    const text = wordsOf(message, locale);
    const [identity, ...also] = person.identities;
    if (!identity) throw new Error(reason('no-sender'));
    const from = { address: sendableOf(message, identity.value), name: person.name };
    return {
      channelAccountId: account.id,
      channelKind: 'whatsapp',
      shopId: account.shopId,
      rawMessageId: raw.id,
      externalId: message.id,
      contentHash: createHash('sha256').update(JSON.stringify(message)).digest('hex'),
      thread: { token: null, references: referencesOf(message), subjectNumber: null, bySender: true },
      nature: UNASKING.has(message.type ?? '') ? 'automatic' : 'personal',
      deliveryReport: null,
      forwardedBy: null,
      direction: 'inbound',
      sender: { identity, name: person.name, also },
      from,
      to: [{ address: displayNumber, name: account.name }],
      cc: [],
      replyRecipients: { to: [from], cc: [] },
      subject: subjectOf(text),
      text,
      html: '',
      fullText: null,
      fullHtml: null,
      hasRemoteImages: false,
      attachments,
      ...(leftOut.length > 0 ? { leftOut } : {}),
      occurredAt: raw.receivedAt,
      quotes: message.context?.id,
      opensWindow: UNASKING.has(message.type ?? '') ? [] : person.identities.map(({ value }) => value),
      silent: raw.silent,
    };
  }

  /** It stands with the message it was put to; where that is not here, it is a message like any other. */
  private reaction(account: ChannelAccountForAdapter, { reaction }: WhatsAppMessage, message: InboundMessage): ParsedRaw | undefined {
    const about = reaction?.message_id;
    if (!about) return undefined;
    return {
      outcome: 'event',
      take: async (tx) => {
        const known = await this.reactions.takeFromCustomer(tx, account.id, about, reaction.emoji ?? '', message.occurredAt);
        return known ?? (await this.intake.accept(tx, message)).messageId;
      },
    };
  }

  private async status(account: ChannelAccountForAdapter, { status }: ToldStatus): Promise<ParsedRaw> {
    const state = STATES[status.status];
    if (!state) return { outcome: 'ignored', reason: `A status that changes nothing: ${status.status}` };
    const part = this.parts.read(status.biz_opaque_callback_data);
    const isLast = part === undefined || part.number === part.count;
    if (part && state === 'failed') await this.parts.forget(part);
    else if (part && !isLast) await this.parts.note(account.id, part, status.id);
    // A message in several parts is sent when the last of them is; it has failed when any has.
    if (!isLast && state !== 'failed') return { outcome: 'ignored', reason: `A part of a message: ${status.status}` };
    const error = status.errors?.[0];
    const words = error?.error_data?.details ?? error?.message ?? error?.title ?? '';
    const failure = state === 'failed' ? { reason: judge({ code: error?.code ?? -1, words }).reason } : {};
    return {
      outcome: 'status',
      channelAccountId: account.id,
      status: { externalId: status.id, messageId: part?.messageId ?? null, state, ...failure },
    };
  }
}

/** What it answers or is about. */
function referencesOf({ context, reaction }: WhatsAppMessage): string[] {
  return [context?.id, reaction?.message_id].filter((id) => id !== undefined && id !== '') as string[];
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
