import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { GraphApi, GraphRefused, GraphUnreachable } from './graph-api.ts';
import { type MessagePart, partsOf } from './message-parts.ts';
import { type SentPart, SentParts } from './sent-parts.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';
import { receiverOf } from './whatsapp-people.ts';

/** Within this a status tells whether a message left of which we do not know it; usually it takes a second. */
const UNCERTAIN_SECONDS = 60;

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
  ) {}

  async send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    // It may have left before the process died. Meta tells of everything that did, by our own id.
    if (message.uncertain) return { outcome: 'retry', reason: reason('whatsapp-uncertain'), afterSeconds: UNCERTAIN_SECONDS };
    const address = message.to[0]?.address ?? '';
    const receiver = receiverOf(address);
    if (!receiver) return { outcome: 'rejected', reason: reason('whatsapp-no-number', { address }) };
    const parts = partsOf(message);
    if (parts.length === 0) return { outcome: 'rejected', reason: reason('whatsapp-empty') };
    try {
      return await this.sendParts(account, message, receiver, parts, signal);
    } catch (error) {
      return this.outcomeOf(account.id, error);
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
    const answers = about.number === 1 && message.inReplyTo?.startsWith('wamid.');
    const body = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...receiver,
      type,
      ...(answers ? { context: { message_id: message.inReplyTo } } : {}),
      [type]: media ?? { body: text, preview_url: false },
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

  /** @throws what is no word of Meta: the database is away, say */
  private outcomeOf(accountId: string, error: unknown): SendResult {
    if (error instanceof StoredFileMissing) return { outcome: 'rejected', reason: reason('attachment-missing') };
    if (error instanceof GraphUnreachable) {
      const words = reason('whatsapp-down', { words: error.message });
      this.health.retrying(accountId, 'send', { code: 'whatsapp_down', message: words });
      return error.mayBeDone
        ? { outcome: 'retry', reason: reason('whatsapp-uncertain'), afterSeconds: UNCERTAIN_SECONDS }
        : { outcome: 'retry', reason: words };
    }
    if (!(error instanceof GraphRefused)) throw error;
    const { reaction, reason: words, faultCode, afterSeconds } = error.verdict;
    const later = afterSeconds === undefined ? {} : { afterSeconds };
    switch (reaction) {
      case 'never':
        return { outcome: 'rejected', reason: words };
      case 'throttled':
        return { outcome: 'retry', reason: words, throttled: true, ...later };
      case 'person':
        this.health.needsAttention(accountId, 'send', { code: faultCode, message: words });
        return { outcome: 'retry', reason: words };
      case 'later':
        if (error.status >= 500) this.health.retrying(accountId, 'send', { code: faultCode, message: words });
        return { outcome: 'retry', reason: words, ...later };
    }
  }
}
