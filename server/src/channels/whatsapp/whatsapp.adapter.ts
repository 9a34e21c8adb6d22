import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutgoingMessage, OutgoingReaction } from '../../modules/tickets/public.ts';
import { MAX_UPLOAD_BYTES } from '../../platform/http/http-server.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type CustomerSignal,
  type ParsedRaw,
  type RawMessage,
  type SendResult,
  type TemplateListing,
  type UsualLimits,
} from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { WhatsAppHook } from './whatsapp.hook.ts';
import { WhatsAppReceiver } from './whatsapp.receiver.ts';
import { WhatsAppSender } from './whatsapp.sender.ts';
import { WhatsAppSigns } from './whatsapp-signs.ts';
import { WhatsAppTemplates } from './whatsapp-templates.ts';

const MEGABYTE = 1024 * 1024;

/** WhatsApp: numbers on Meta's Cloud API, which calls us for everything that comes in. */
@Injectable()
export class WhatsAppAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'whatsapp';
  readonly choosesIds = false;
  readonly capabilities: ChannelCapabilities = {
    reply: true,
    richText: false,
    subject: false,
    recipients: false,
    reaches: ['phone', 'whatsapp_user'],
    startConversation: true,
    reachedBy: 'phone',
    attachments: { maxBytesEach: MAX_UPLOAD_BYTES, maxBytesTotal: 5 * MAX_UPLOAD_BYTES, linksBeyondBytes: null },
    replyWindowHours: 24,
    templates: true,
    readReceipts: true,
    readMarks: true,
    typing: true,
    reactions: true,
    quotes: true,
  };
  override readonly rawFormat = { contentType: 'application/json', extension: 'json' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    override readonly hook: WhatsAppHook,
    private readonly receiver: WhatsAppReceiver,
    private readonly sender: WhatsAppSender,
    private readonly templates: WhatsAppTemplates,
    private readonly signs: WhatsAppSigns,
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

  override readonly listTemplates = (account: ChannelAccountForAdapter): Promise<TemplateListing> => this.templates.list(account);

  override readonly react = (account: ChannelAccountForAdapter, reaction: OutgoingReaction): Promise<SendResult> =>
    this.signs.react(account, reaction);

  override readonly signal = (account: ChannelAccountForAdapter, signal: CustomerSignal): Promise<void> =>
    this.signs.signal(account, signal);
}
