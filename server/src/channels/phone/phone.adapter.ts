import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type ParsedRaw,
  type RawMessage,
  type SendResult,
  type UsualLimits,
} from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { CALL_SOURCES } from './call-sources.ts';
import { PhoneHook } from './phone.hook.ts';
import { phoneAccountSettings } from './phone-account.ts';
import { TakeCallEvent } from './take-call-event.service.ts';

/** Telephone: the exchange tells of calls; nothing can be written back. */
@Injectable()
export class PhoneAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'phone';
  readonly choosesIds = false;
  readonly capabilities: ChannelCapabilities = {
    reply: false,
    richText: false,
    subject: false,
    recipients: false,
    startConversation: false,
    attachments: null,
  };
  override readonly rawFormat = { contentType: 'text/plain', extension: 'txt' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    override readonly hook: PhoneHook,
    private readonly takeEvent: TakeCallEvent,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  usualLimits(): UsualLimits {
    return { sending: { perMinute: null, perDay: null }, maxMailBytes: 1024 * 1024, serverMaxBytes: null, largeIncoming: 'refused' };
  }

  async parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    const { provider } = phoneAccountSettings.parse(account.settings);
    const event = CALL_SOURCES[provider].read(raw.contents.toString('utf8'), raw.receivedAt);
    if (!event) return { outcome: 'ignored', reason: 'It says nothing new of the call.' };
    // An exchange whose clock is ahead would otherwise have calls in the future.
    const now = this.clock.now();
    const known = { ...event, at: new Date(Math.min(event.at.getTime(), now.getTime())) };
    return { outcome: 'event', take: (tx) => this.takeEvent.execute(tx, account, known, raw.id) };
  }

  externalIdFor(): null {
    return null;
  }

  async send(): Promise<SendResult> {
    return { outcome: 'rejected', reason: 'Nothing can be written over the telephone. Call the customer, or write a note.' };
  }
}
