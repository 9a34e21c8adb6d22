import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountHealth } from '../../src/channels/core/account-health.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type ParsedRaw,
  type RawMessage,
  type SendResult,
  type UsualLimits,
} from '../../src/channels/core/channel-adapter.ts';
import { ChannelRegistry } from '../../src/channels/core/channel-registry.ts';
import type { OutgoingMessage } from '../../src/modules/tickets/public.ts';
import { SmsHook } from './sms.hook.ts';
import { readSms } from './sms.receiver.ts';
import { secretsOf, settingsOf } from './sms-account.ts';
import { SmsGateway } from './sms-gateway.ts';

/** Text messages over a gateway, which calls us for everything that comes in. */
@Injectable()
export class SmsAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'sms';
  readonly capabilities: ChannelCapabilities = {
    called: { nl: 'Sms', en: 'SMS' },
    reply: true,
    richText: false,
    subject: false,
    recipients: false,
    reaches: ['phone'],
    startConversation: true,
    reachedBy: 'phone',
    attachments: null,
    signature: false,
  };
  override readonly rawFormat = { contentType: 'application/json', extension: 'json' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    override readonly hook: SmsHook,
    private readonly gateway: SmsGateway,
    private readonly health: AccountHealth,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  usualLimits(): UsualLimits {
    return { sending: { perMinute: 600, perDay: null }, maxMailBytes: 1024 * 1024, serverMaxBytes: null, largeIncoming: 'refused' };
  }

  async parse(account: ChannelAccountForAdapter, raw: RawMessage): Promise<ParsedRaw> {
    return readSms(account, raw);
  }

  /** The gateway lets us choose. */
  readonly choosesIds = true;

  externalIdFor(_account: ChannelAccountForAdapter, { id }: OutgoingMessage): string {
    return id;
  }

  async send(account: ChannelAccountForAdapter, { id, to, text }: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const receiver = to[0]?.address ?? '';
    if (!receiver.startsWith('+')) return { outcome: 'rejected', reason: `"${receiver}" is no telephone number.` };
    const sms = { from: account.address, to: receiver, text };
    const answer = await this.gateway.send(settingsOf(account).gatewayUrl, secretsOf(account).apiKey, id, sms, signal);
    if (answer.outcome === 'done') {
      this.health.working(account.id, 'send');
      return { outcome: 'sent', externalId: id };
    }
    const reason = `The SMS gateway does not take it: ${answer.words}`;
    if (answer.outcome === 'unreachable' || answer.status >= 500) {
      this.health.retrying(account.id, 'send', { code: 'gateway_down', message: reason });
      return { outcome: 'retry', reason };
    }
    if (answer.status === 401) {
      this.health.needsAttention(account.id, 'send', { code: 'key_refused', message: reason });
      return { outcome: 'retry', reason };
    }
    if (answer.status !== 429) return { outcome: 'rejected', reason };
    const later = answer.afterSeconds === undefined ? {} : { afterSeconds: answer.afterSeconds };
    return { outcome: 'retry', reason, throttled: true, ...later };
  }
}
