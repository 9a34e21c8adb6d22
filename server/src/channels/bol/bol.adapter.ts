import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutgoingMessage, WrittenAnswer } from '../../modules/tickets/public.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import {
  type ChannelAccountForAdapter,
  ChannelAdapter,
  type ParsedRaw,
  type SendResult,
  type UsualLimits,
} from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { BolSender } from './bol.sender.ts';
import { bolAccountSettings } from './bol-account.ts';

const MEGABYTE = 1_000_000;

/** bol.com: questions come by mail into a mailbox that is connected already (`bol.interpreter`), answers leave by it. */
@Injectable()
export class BolAdapter extends ChannelAdapter implements OnModuleInit {
  readonly kind = 'bol';
  readonly choosesIds = true;
  readonly capabilities: ChannelCapabilities = {
    reply: true,
    richText: true,
    subject: false,
    recipients: false,
    // bol asks for an order, a subject and an article: that is done in the seller account.
    startConversation: false,
    attachments: { maxBytesEach: 8 * MEGABYTE, maxBytesTotal: 8 * MEGABYTE, linksBeyondBytes: null },
    automaticReplies: { allowed: false, reason: reason('bol-no-automatic') },
    signature: false,
  };
  override readonly rawFormat = { contentType: 'message/rfc822', extension: 'eml' };
  readonly pull = undefined;

  constructor(
    private readonly registry: ChannelRegistry,
    private readonly sender: BolSender,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  override readonly capabilitiesOf = (settings: unknown): ChannelCapabilities => {
    const rules = bolAccountSettings.safeParse(settings).data?.rules;
    if (!rules) return this.capabilities;
    const { fileTypes: types, maxBytes, links, holdPhrases } = rules;
    return {
      ...this.capabilities,
      attachments: { maxBytesEach: maxBytes, maxBytesTotal: maxBytes, linksBeyondBytes: null, types },
      links,
      holdPhrases,
    };
  };

  override readonly carrierOf = (settings: unknown): string | undefined => bolAccountSettings.safeParse(settings).data?.mailAccountId;

  /** The mailbox has limits of its own; bol names none. */
  usualLimits(): UsualLimits {
    return { sending: { perMinute: null, perDay: null }, maxMailBytes: 20 * MEGABYTE, serverMaxBytes: null, largeIncoming: 'partly' };
  }

  parse(): Promise<ParsedRaw> {
    throw new Error('Mail of bol comes in by the mailbox of its channel, not by the channel itself.');
  }

  externalIdFor(account: ChannelAccountForAdapter, message: OutgoingMessage): string | null {
    const { carrierKind, contactAddress } = bolAccountSettings.parse(account.settings);
    return this.registry.get(carrierKind).externalIdFor({ ...account, address: contactAddress }, message);
  }

  send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.sender.send(account, message, signal);
  }

  override readonly keepCopies: NonNullable<ChannelAdapter['keepCopies']> = (account, messages, kept) =>
    this.sender.keepCopies(account, messages, kept);

  override readonly whyNot = (tx: Tx, answer: WrittenAnswer): Promise<string | undefined> => this.sender.whyNot(tx, answer);
}
