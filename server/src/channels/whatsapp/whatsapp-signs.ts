import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { OutgoingReaction } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, CustomerSignal, SendResult } from '../core/channel-adapter.ts';
import { GraphApi } from './graph-api.ts';
import { GraphOutcome } from './graph-outcome.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';
import { receiverOf } from './whatsapp-people.ts';

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const done = z.object({ success: z.literal(true) });

/** What goes to a customer beside messages: signs on theirs, that one was read, that somebody writes. */
@Injectable()
export class WhatsAppSigns {
  constructor(
    private readonly graph: GraphApi,
    private readonly outcome: GraphOutcome,
  ) {}

  async react(account: ChannelAccountForAdapter, { to, externalId, emoji }: OutgoingReaction): Promise<SendResult> {
    const receiver = receiverOf(to);
    if (!receiver) return { outcome: 'rejected', reason: reason('whatsapp-no-number', { address: to }) };
    const reaction = { message_id: externalId, emoji };
    const body = { messaging_product: 'whatsapp', recipient_type: 'individual', ...receiver, type: 'reaction', reaction };
    try {
      const { messages } = await this.graph.post(secretsOf(account).accessToken, this.path(account), body, accepted);
      return { outcome: 'sent', externalId: messages[0]?.id ?? '' };
    } catch (error) {
      return this.outcome.of(account.id, error);
    }
  }

  /** At Meta who writes has read: the mark goes with it. It is gone after 25 seconds, or with the answer. */
  async signal(account: ChannelAccountForAdapter, { what, externalId }: CustomerSignal): Promise<void> {
    const typing = what === 'typing' ? { typing_indicator: { type: 'text' } } : {};
    const body = { messaging_product: 'whatsapp', status: 'read', message_id: externalId, ...typing };
    await this.graph.post(secretsOf(account).accessToken, this.path(account), body, done);
  }

  private path(account: ChannelAccountForAdapter): string {
    return `${settingsOf(account).phoneNumberId}/messages`;
  }
}
