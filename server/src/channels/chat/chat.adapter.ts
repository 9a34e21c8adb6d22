import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { MAX_UPLOAD_BYTES } from '../../platform/http/http-server.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type KnownPerson,
  type ParsedRaw,
  type RawMessage,
  type SendResult,
  type UsualLimits,
} from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { ChatReceiver } from './chat.receiver.ts';
import { ChatSender } from './chat.sender.ts';
import { nameOf } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

const MEGABYTE = 1024 * 1024;

/** Live chat: visitors of a shop's pages, who are connected to this very server. */
@Injectable()
export class ChatAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'chat';
  readonly choosesIds = true;
  readonly capabilities: ChannelCapabilities = {
    reply: true,
    richText: false,
    subject: false,
    recipients: false,
    reaches: ['chat_visitor'],
    reachesKnown: true,
    // Who left cannot be called back.
    startConversation: false,
    attachments: { maxBytesEach: MAX_UPLOAD_BYTES, maxBytesTotal: 5 * MAX_UPLOAD_BYTES, linksBeyondBytes: null },
    readReceipts: true,
    typing: true,
    unlimited: true,
  };
  override readonly rawFormat = { contentType: 'application/json', extension: 'json' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    private readonly receiver: ChatReceiver,
    private readonly sender: ChatSender,
    private readonly visitors: Visitors,
  ) {
    super();
  }

  /** Who is not here now finds it when they come back, or gets it by mail. */
  override readonly knows = async (tx: Reader, values: readonly string[]): Promise<KnownPerson[]> => {
    const found = await this.visitors.reachable(tx, values);
    return found.map((visitor) => ({ channelAccountId: visitor.channelAccountId, address: visitor.id, name: nameOf(visitor) }));
  };

  onModuleInit(): void {
    this.registry.register(this);
  }

  usualLimits(): UsualLimits {
    return { sending: { perMinute: null, perDay: null }, maxMailBytes: 100 * MEGABYTE, serverMaxBytes: null, largeIncoming: 'refused' };
  }

  parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    return this.receiver.parse(account, raw);
  }

  /** Our own: whatever is tried again is the same message to the visitor. */
  externalIdFor(_account: ChannelAccountForAdapter, { id }: OutgoingMessage): string | null {
    return id;
  }

  send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.sender.send(account, message, signal);
  }
}
