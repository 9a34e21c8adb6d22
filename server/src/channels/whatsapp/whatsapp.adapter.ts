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
import { WhatsAppHook } from './whatsapp.hook.ts';
import { WhatsAppReceiver } from './whatsapp.receiver.ts';
import { WhatsAppSender } from './whatsapp.sender.ts';

const MEGABYTE = 1024 * 1024;

/** WhatsApp: numbers on Meta's Cloud API, which calls us for everything that comes in. */
@Injectable()
export class WhatsAppAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'whatsapp';
  readonly capabilities: ChannelCapabilities = {
    reply: true,
    richText: false,
    subject: false,
    recipients: false,
    reaches: ['phone', 'whatsapp_user'],
    // Only with a template.
    startConversation: false,
    attachments: { maxBytesEach: MAX_UPLOAD_BYTES, maxBytesTotal: 5 * MAX_UPLOAD_BYTES, linksBeyondBytes: null },
    replyWindowHours: 24,
    readReceipts: true,
  };
  override readonly rawFormat = { contentType: 'application/json', extension: 'json' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    override readonly hook: WhatsAppHook,
    private readonly receiver: WhatsAppReceiver,
    private readonly sender: WhatsAppSender,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** Meta takes 80 messages a second of a new number, and says so when it takes no more. */
  usualLimits(): UsualLimits {
    return { sending: { perMinute: null, perDay: null }, maxMailBytes: 100 * MEGABYTE, serverMaxBytes: null, largeIncoming: 'partly' };
  }

  parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    return this.receiver.parse(account, raw);
  }

  /** Meta chooses it. */
  externalIdFor(_account: ChannelAccountForAdapter, { externalId }: OutgoingMessage): string | null {
    return externalId;
  }

  send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.sender.send(account, message, signal);
  }
}
