import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { Colleagues } from '../agents/public.ts';
import { planDelivery } from './plan-delivery.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { storableAddress } from './storable-text.ts';
import { storeMessage } from './store-message.ts';
import type { WrittenMessage } from './written-message.ts';

interface Outgoing {
  readonly ticket: { readonly id: string; readonly channelAccountId: string; readonly subject: string };
  readonly agentId: string;
  readonly written: WrittenMessage;
  readonly request: {
    readonly idempotencyKey: string;
    readonly to: readonly MailAddress[];
    readonly cc: readonly MailAddress[];
    readonly bcc: readonly MailAddress[];
  };
  readonly now: Date;
  /** For an undo; absent where nothing can be put back. */
  readonly ticketBefore?: object;
}

/** Stores an outgoing message and the job that sends it once it cannot be taken back any more. */
@Injectable()
export class QueueReply {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly jobs: Jobs,
    private readonly config: Config,
  ) {}

  async execute(tx: Tx, { ticket, agentId, written, request, now, ticketBefore }: Outgoing): Promise<void> {
    const channel = await loadSendingChannel(tx, ticket.channelAccountId);
    const authorName = (await this.colleagues.find(tx, agentId))?.name ?? '';
    const undoSeconds = channel.undoSeconds ?? this.config.undoSeconds;
    const undoUntil = new Date(now.getTime() + undoSeconds * 1000);
    await storeMessage(tx, {
      ...written,
      ticketId: ticket.id,
      direction: 'outbound',
      channelAccountId: ticket.channelAccountId,
      channelKind: channel.kind,
      authorAgentId: agentId,
      authorName,
      authorAddress: channel.address,
      subject: ticket.subject,
      from: { address: channel.address, name: authorName },
      to: request.to.map(storableAddress),
      cc: request.cc.map(storableAddress),
      bcc: request.bcc.map(storableAddress),
      idempotencyKey: request.idempotencyKey,
      deliveryState: 'queued',
      undoUntil,
      ...(ticketBefore ? { ticketBefore } : {}),
      createdAt: now,
    });
    // Without a window the job is due at once; a moment "now" would lie after the database's own and wait for a poll.
    await planDelivery(
      this.jobs,
      tx,
      { id: written.id, channelAccountId: ticket.channelAccountId },
      undoSeconds > 0 ? undoUntil : undefined,
    );
  }
}
