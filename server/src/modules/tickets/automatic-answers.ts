import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Locale, MailAddress } from '@balie/shared/contracts/common.ts';
import { languageOf } from '@balie/shared/domain/language-of.ts';
import { Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { planDelivery } from './plan-delivery.ts';
import { recordActivities } from './record-activities.ts';
import { ReplyWindow } from './reply-window.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { SendingRules } from './sending-rules.ts';
import { storeMessage } from './store-message.ts';
import { ChannelDisconnected, ReplyWindowClosed, SendingRefused } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import type { LeftOutFile, MessageNature } from './ticket-intake.ts';
import { findRepeated } from './written-message.ts';

/** A sender hears from a machine of ours once in this time, whatever they send. */
const BRAKE_MS = 24 * 3_600_000;

/** What an automatic answer is about. */
export interface AnsweredMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly subject: string;
  readonly text: string;
  readonly leftOut: readonly LeftOutFile[];
  readonly nature: MessageNature;
  /** Who wrote it had no part in the conversation. */
  readonly fromStranger: boolean;
  /** Whom an answer goes to. */
  readonly to: MailAddress | undefined;
  /** Of the mail's own words; else of who founded the organisation. */
  readonly locale: Locale;
}

/** `refused`: it may not go, and the timeline says why. `nothing`: it went before, or there is nobody to tell. */
export type AutomaticOutcome =
  | { readonly outcome: 'queued'; readonly messageId: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'nothing' };

/** Who writes it. */
interface Writer {
  /** The same message is answered once by each. */
  readonly key: string;
  /** Whether a sender hears from machines once a day only; otherwise the writer sees to it that nobody hears too much. */
  readonly isBraked: boolean;
}
const HOUSE: Writer = { key: 'automatic-answer', isBraked: true };

/** Mail that Balie writes by itself, in the ticket it is about: seen by the team, sent after what people write. */
@Injectable()
export class AutomaticAnswers {
  constructor(
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly rules: SendingRules,
    private readonly window: ReplyWindow,
  ) {}

  /** Undefined when it is gone. */
  async about(tx: Tx, messageId: string): Promise<AnsweredMessage | undefined> {
    const [found] = await tx.query<Omit<AnsweredMessage, 'locale' | 'to'> & { to: MailAddress[] | null; founder: Locale | null }>(
      `select m.id, m.ticket_id as "ticketId", m.channel_account_id as "channelAccountId", m.channel_kind as "channelKind", m.subject, m.text,
              coalesce(m.left_out, '[]') as "leftOut", m.nature, m.from_stranger as "fromStranger", m.reply_recipients->'to' as "to",
              (select locale from agents a where a.organisation_id = $1 and a.role = 'owner' order by a.created_at limit 1) as founder
         from messages m where m.organisation_id = $1 and m.id = $2 and m.direction = 'inbound' and m.channel_account_id is not null`,
      [tx.organisationId, messageId],
    );
    return found && { ...found, to: found.to?.[0], locale: languageOf(`${found.subject}\n${found.text}`) ?? found.founder ?? 'nl' };
  }

  /**
   * Queues the answer; the same message is answered once, a sender once a day, where the writer says no other.
   * @param own addresses of ours, lower case: we do not write to ourselves
   */
  async queue(
    tx: Tx,
    message: AnsweredMessage,
    words: { html: string; text: string },
    own: ReadonlySet<string>,
    { key, isBraked }: Writer = HOUSE,
  ): Promise<AutomaticOutcome> {
    const { to } = message;
    if (!to || own.has(to.address.toLowerCase())) return { outcome: 'nothing' };
    const id = uuidFrom(key, message.id);
    if (await findRepeated(tx, id)) return { outcome: 'nothing' };
    const why = await this.whyNot(tx, message, to, words.html);
    if (why !== undefined) {
      await this.tellRefused(tx, message, why);
      return { outcome: 'refused', reason: why };
    }
    if (isBraked && !(await this.mayAnswer(tx, message.channelAccountId, to.address))) return { outcome: 'nothing' };
    const now = this.clock.now();
    const channel = await loadSendingChannel(tx, message.channelAccountId);
    const [shop] = await tx.query<{ name: string }>('select name from shops where organisation_id = $1 and id = $2', [
      tx.organisationId,
      channel.shopId,
    ]);
    const authorName = shop?.name ?? '';
    await storeMessage(tx, {
      ...words,
      id,
      ticketId: message.ticketId,
      direction: 'outbound',
      nature: 'automatic',
      channelAccountId: message.channelAccountId,
      channelKind: channel.kind,
      authorName,
      authorAddress: channel.address,
      subject: message.subject,
      from: { address: channel.address, name: authorName },
      to: [to],
      idempotencyKey: id,
      deliveryState: 'queued',
      createdAt: now,
    });
    // The customer still waits: a machine answered nothing.
    await tx.query(
      `update tickets set message_count = message_count + 1, version = version + 1, updated_at = $3 where id = $1 and organisation_id = $2`,
      [message.ticketId, tx.organisationId, now],
    );
    await planDelivery(this.jobs, tx, { id, channelAccountId: message.channelAccountId });
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [message.ticketId], messageIds: [id], activityIds: [] });
    return { outcome: 'queued', messageId: id };
  }

  /** In words; undefined: it may go. */
  private async whyNot(tx: Tx, message: AnsweredMessage, to: MailAddress, html: string): Promise<string | undefined> {
    const { channelAccountId, channelKind: kind } = message;
    const may = this.rules.mayAnswerAutomatically({ kind, to: to.address });
    if (!may.allowed) return may.reason;
    try {
      await loadSendingChannel(tx, channelAccountId);
      await this.window.check(tx, { channelAccountId, kind, to: [to] });
      await this.rules.check(tx, kind, { channelAccountId, to: [to], cc: [], bcc: [], html, files: [] });
      return undefined;
    } catch (error) {
      if (error instanceof ChannelDisconnected || error instanceof ReplyWindowClosed || error instanceof SendingRefused)
        return error.message;
      throw error;
    }
  }

  /** On the timeline, once for a message. */
  private async tellRefused(tx: Tx, { id, ticketId }: AnsweredMessage, reason: string): Promise<void> {
    const told = await tx.query(
      `select 1 from activities where organisation_id = $1 and ticket_id = $2 and type = 'automatic_refused' and data->>'messageId' = $3`,
      [tx.organisationId, ticketId, id],
    );
    if (told.length > 0) return;
    const data = { reason, messageId: id };
    const activityIds = await recordActivities(tx, [{ ticketId, type: 'automatic_refused', agentId: null, data }], this.clock.now());
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [], activityIds });
  }

  private async mayAnswer(tx: Tx, channelAccountId: string, address: string): Promise<boolean> {
    const now = this.clock.now();
    const written = await tx.execute(
      `insert into automatic_answers (organisation_id, channel_account_id, address, at) values ($1, $2, lower($3), $4)
       on conflict (channel_account_id, address) do update set at = excluded.at where automatic_answers.at <= $5`,
      [tx.organisationId, channelAccountId, address, now, new Date(now.getTime() - BRAKE_MS)],
    );
    return written > 0;
  }
}
