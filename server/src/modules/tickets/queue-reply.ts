import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { Colleagues } from '../agents/public.ts';
import { planDelivery } from './plan-delivery.ts';
import { ReplyWindow } from './reply-window.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { SendingRules, type WrittenAnswer } from './sending-rules.ts';
import { storableAddress } from './storable-text.ts';
import { storeMessage } from './store-message.ts';
import type { Composed } from './write-template.ts';

interface Outgoing {
  readonly ticket: { readonly id: string; readonly channelAccountId: string; readonly subject: string };
  readonly agentId: string;
  readonly written: Composed;
  readonly request: {
    readonly idempotencyKey: string;
    readonly to: readonly MailAddress[];
    readonly cc: readonly MailAddress[];
    readonly bcc: readonly MailAddress[];
    readonly attachmentIds: readonly string[];
    readonly quotesId?: string | undefined;
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
    private readonly window: ReplyWindow,
    private readonly jobs: Jobs,
    private readonly config: Config,
    private readonly rules: SendingRules,
  ) {}

  /** @throws {NotFound | ChannelDisconnected | ReplyWindowClosed | SendingRefused} */
  async execute(tx: Tx, { ticket, agentId, written, request, now, ticketBefore }: Outgoing): Promise<void> {
    const channel = await loadSendingChannel(tx, ticket.channelAccountId);
    if (!written.template) {
      await this.window.check(tx, { channelAccountId: ticket.channelAccountId, kind: channel.kind, to: request.to });
    }
    const { to, cc, bcc } = request;
    const files = await filesOf(tx, written.html, request.attachmentIds);
    await this.rules.check(tx, channel.kind, { channelAccountId: ticket.channelAccountId, to, cc, bcc, html: written.html, files });
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
      quotesId: request.quotesId,
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

/** Those that go along, pictures in the text included. */
async function filesOf(tx: Tx, html: string, attachmentIds: readonly string[]): Promise<WrittenAnswer['files']> {
  const pictures = [...html.matchAll(/\/api\/attachments\/([0-9a-f-]{36})/g)].map(([, id]) => id);
  const ids = [...attachmentIds, ...pictures];
  if (ids.length === 0) return [];
  return tx.query<WrittenAnswer['files'][number]>(
    `select name, content_type as "contentType", size_bytes::float8 as "sizeBytes" from attachments
      where organisation_id = $1 and id::text = any($2::text[])`,
    [tx.organisationId, ids],
  );
}
