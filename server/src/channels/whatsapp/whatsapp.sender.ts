import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { GraphApi, GraphRefused } from './graph-api.ts';
import { GraphOutcome, UNCERTAIN_SECONDS } from './graph-outcome.ts';
import { type MessagePart, partsOf } from './message-parts.ts';
import { type SentPart, SentParts } from './sent-parts.ts';
import { templateBody } from './template-body.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';
import { receiverOf } from './whatsapp-people.ts';
import { WhatsAppTemplates } from './whatsapp-templates.ts';

/** Unknown, paused, disabled: what we know of our templates is old. */
const TEMPLATE_CODES = new Set([132001, 132015, 132016]);

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const uploaded = z.object({ id: z.string().min(1) });

/** Sends over Meta's Graph API. What Meta answers is a value; nothing is thrown. */
@Injectable()
export class WhatsAppSender {
  constructor(
    private readonly graph: GraphApi,
    private readonly storage: FileStorage,
    private readonly health: AccountHealth,
    private readonly sentParts: SentParts,
    private readonly outcome: GraphOutcome,
    private readonly templates: WhatsAppTemplates,
  ) {}

  async send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    // It may have left before the process died. Meta tells of everything that did, by our own id.
    if (message.uncertain) return { outcome: 'retry', reason: reason('whatsapp-uncertain'), afterSeconds: UNCERTAIN_SECONDS };
    const address = message.to[0]?.address ?? '';
    const receiver = receiverOf(address);
    if (!receiver) return { outcome: 'rejected', reason: reason('whatsapp-no-number', { address }) };
    const parts = message.template ? templateParts(message) : partsOf(message);
    if (parts.length === 0) return { outcome: 'rejected', reason: reason('whatsapp-empty') };
    try {
      return await this.sendParts(account, message, receiver, parts, signal);
    } catch (error) {
      if (message.template && error instanceof GraphRefused && TEMPLATE_CODES.has(error.code)) await this.templates.look(account.id);
      return this.outcome.of(account.id, error);
    }
  }

  private async sendParts(
    account: ChannelAccountForAdapter,
    message: OutgoingMessage,
    receiver: object,
    parts: readonly MessagePart[],
    signal: AbortSignal,
  ): Promise<SendResult> {
    const count = parts.length;
    const before = count > 1 ? await this.sentParts.of(message.id) : new Map<number, string>();
    let externalId = '';
    for (const [index, part] of parts.entries()) {
      const about: SentPart = { messageId: message.id, number: index + 1, count };
      const known = before.get(about.number);
      externalId = known ?? (await this.sendPart(account, message, receiver, part, about, signal));
      if (known === undefined && count > 1) await this.sentParts.note(account.id, about, externalId);
    }
    this.health.working(account.id, 'send');
    return { outcome: 'sent', externalId };
  }

  private async sendPart(
    account: ChannelAccountForAdapter,
    message: OutgoingMessage,
    receiver: object,
    { type, text, file }: MessagePart,
    about: SentPart,
    signal: AbortSignal,
  ): Promise<string> {
    const { accessToken } = secretsOf(account);
    const { phoneNumberId } = settingsOf(account);
    const media = file && {
      id: await this.upload(account, file, signal),
      ...(type === 'audio' || text === '' ? {} : { caption: text }),
      ...(type === 'document' ? { filename: file.name } : {}),
    };
    const quotes = about.number === 1 && message.quotes?.startsWith('wamid.');
    const body = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...receiver,
      type: message.template ? 'template' : type,
      ...(quotes ? { context: { message_id: message.quotes } } : {}),
      ...(message.template
        ? { template: templateBody(message.template, media ?? undefined) }
        : { [type]: media ?? { body: text, preview_url: false } }),
      biz_opaque_callback_data: this.sentParts.write(about),
    };
    const { messages } = await this.graph.post(accessToken, `${phoneNumberId}/messages`, body, accepted, signal);
    return messages[0]?.id ?? '';
  }

  private async upload(account: ChannelAccountForAdapter, file: OutgoingAttachment, signal: AbortSignal): Promise<string> {
    const contents = await this.storage.get(file.storageKey);
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', file.contentType);
    form.set('file', new Blob([new Uint8Array(contents)], { type: file.contentType }), file.name);
    const { phoneNumberId } = settingsOf(account);
    const { id } = await this.graph.upload(secretsOf(account).accessToken, `${phoneNumberId}/media`, form, uploaded, signal);
    return id;
  }
}

/** Always one message, whatever stands above it. */
function templateParts({ text, attachments: [file], template }: OutgoingMessage): MessagePart[] {
  const header = template?.header;
  if (!file || (header !== 'image' && header !== 'video' && header !== 'document')) return [{ type: 'text', text, file: null }];
  return [{ type: header, text: '', file }];
}
