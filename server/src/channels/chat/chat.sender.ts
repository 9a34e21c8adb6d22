import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { lookOf } from './chat-account.ts';
import { ChatKeys } from './chat-keys.ts';
import { ChatLog } from './chat-log.ts';
import { ChatWire } from './chat-wire.ts';
import { UnseenAnswers } from './unseen-answers.ts';
import { VisitorFiles } from './visitor-files.ts';
import type { VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';
import { VisitorsOfTickets } from './visitors-of-tickets.ts';

/** Puts answers into the visitor's conversation: sent once they stand there, whether or not anybody looks. */
@Injectable()
export class ChatSender {
  private readonly trouble: Logger;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly ofTickets: VisitorsOfTickets,
    private readonly files: VisitorFiles,
    private readonly conversations: ChatLog,
    private readonly keys: ChatKeys,
    private readonly wire: ChatWire,
    private readonly unseen: UnseenAnswers,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.trouble = log.named('chat');
  }

  async send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const stopped = new Promise<SendResult>((resolve) => {
      const stop = () => resolve({ outcome: 'retry', reason: reason('our-fault') });
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    });
    return Promise.race([this.put(account, message), stopped]);
  }

  private async put(account: ChannelAccountForAdapter, message: OutgoingMessage): Promise<SendResult> {
    try {
      const key = await this.keys.of(account.id);
      const kept = await this.unitOfWork.run((tx) => this.keep(tx, key, account, message));
      if (!kept) return { outcome: 'rejected', reason: reason('chat-visitor-gone') };
      if (kept.shown) this.wire.toVisitor(kept.visitorId, 'message', kept.shown);
      this.health.working(account.id, 'send');
      return { outcome: 'sent', externalId: message.id };
    } catch (error) {
      this.trouble.warn({ err: error, messageId: message.id }, 'An answer could not be put into a chat; it is tried again');
      return { outcome: 'retry', reason: reason('our-fault') };
    }
  }

  /** @returns whose conversation it stands in, and how it looks there; undefined when there is nobody to write to */
  private async keep(tx: Tx, key: string, account: ChannelAccountForAdapter, message: OutgoingMessage) {
    const visitor = await this.receiver(tx, account, message);
    if (!visitor || visitor.blockedAt) return undefined;
    const files = await this.files.hand(tx, visitor.id, message.attachments);
    this.conversations.add(tx, {
      id: message.id,
      visitorId: visitor.id,
      channelAccountId: account.id,
      clientId: null,
      side: 'shop',
      authorName: message.authorName,
      text: message.text,
      files,
      at: this.clock.now(),
      ticketId: message.ticketId,
    });
    await this.unseen.watch(tx, { visitorId: visitor.id, ticketId: message.ticketId, afterMinutes: lookOf(account).mailAfterMinutes });
    return { visitorId: visitor.id, shown: await this.conversations.find(tx, key, visitor.id, message.id) };
  }

  /** Who is addressed; when that is no visitor (the customer answered by mail, say), who wrote in the ticket last. */
  private async receiver(tx: Tx, account: ChannelAccountForAdapter, message: OutgoingMessage): Promise<VisitorRow | undefined> {
    const address = message.to[0]?.address ?? '';
    const id = z.uuid().safeParse(address).data ?? (await this.ofTickets.find(tx, message.ticketId));
    const visitor = id === undefined ? undefined : await this.visitors.lock(tx, id);
    return visitor?.channelAccountId === account.id ? visitor : undefined;
  }
}
