import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { knownAs } from './external-id.ts';
import { ticketsChanged } from './ticket.events.ts';

/** Brings our sign on a message to the customer; handled by the channels. */
export const deliverReaction = jobType<{ messageId: string }>('deliver-reaction');
export const reactionKey = (messageId: string): string => `reaction:${messageId}`;

/** A sign on its way. */
export interface OutgoingReaction {
  readonly channelAccountId: string;
  /** External id of the customer's message. */
  readonly externalId: string;
  readonly to: string;
  /** Empty: what stands there is taken back. */
  readonly emoji: string;
  readonly attempts: number;
  readonly changedAt: Date;
}

/** Beside a message `m`, in one piece. */
export const REACTIONS_OF_MESSAGE = `(select jsonb_agg(jsonb_build_object('by', r.side, 'emoji', r.emoji, 'agentId', r.agent_id,
    'state', r.state, 'reason', r.reason) order by r.side) from message_reactions r where r.message_id = m.id and r.emoji <> '') as reactions`;
export type ReactionRecord = Message['reactions'][number];

/** Signs on messages: what customers put there, and how ours fare. */
@Injectable()
export class MessageReactions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * A later one takes the place of an earlier one, an empty one takes it away.
   * @returns the message it was put to; undefined when that is not here
   */
  async takeFromCustomer(tx: Tx, channelAccountId: string, externalId: string, emoji: string, at: Date): Promise<string | undefined> {
    const [found] = await tx.query<{ id: string }>(
      `select id from messages where organisation_id = $1 and channel_account_id = $2 and external_id = $3
       union all
       select p.message_id from sent_parts p join messages m on m.id = p.message_id and m.channel_account_id = $2
        where p.organisation_id = $1 and p.external_id = $3 limit 1`,
      [tx.organisationId, channelAccountId, knownAs(storable(externalId))],
    );
    if (!found) return undefined;
    // An empty one stays as a mark of its moment: what was put there before may come after it.
    await tx.query(
      `insert into message_reactions (organisation_id, message_id, side, emoji, state, changed_at) values ($1, $2, 'customer', $3, 'sent', $4)
       on conflict (message_id, side) do update set emoji = excluded.emoji, changed_at = excluded.changed_at
        where message_reactions.changed_at <= excluded.changed_at`,
      [tx.organisationId, found.id, storable(emoji).slice(0, 40), at],
    );
    await this.tell(tx, found.id);
    return found.id;
  }

  /** What is to be brought to the customer now; undefined when it was already. */
  async outgoing(messageId: string): Promise<OutgoingReaction | undefined> {
    const [found] = await this.unitOfWork.run((tx) =>
      tx.query<OutgoingReaction>(
        `update message_reactions r set attempts = r.attempts + 1 from messages m
          where r.organisation_id = $1 and r.message_id = $2 and r.side = 'us' and r.state = 'queued' and m.id = r.message_id
         returning m.channel_account_id as "channelAccountId", m.external_id as "externalId",
                   coalesce(m.reply_recipients->'to'->0->>'address', m.author_address) as "to", r.emoji, r.attempts, r.changed_at as "changedAt"`,
        [tx.organisationId, messageId],
      ),
    );
    return found;
  }

  /** @param reaction as it was sent: what the agent chose meanwhile stays to be sent */
  async settle(messageId: string, reaction: OutgoingReaction, failure?: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const state = failure === undefined ? 'sent' : 'failed';
      const settled = await tx.execute(
        `update message_reactions set state = $4, reason = $5
          where organisation_id = $1 and message_id = $2 and side = 'us' and changed_at = $3 and state = 'queued'`,
        [tx.organisationId, messageId, reaction.changedAt, state, failure === undefined ? null : storable(failure)],
      );
      if (settled > 0) await this.tell(tx, messageId);
    });
  }

  /** @param emoji empty: taken back */
  async put(tx: Tx, messageId: string, emoji: string, agentId: string): Promise<void> {
    await tx.query(
      `insert into message_reactions (organisation_id, message_id, side, emoji, agent_id, state, changed_at)
       values ($1, $2, 'us', $3, $4, 'queued', $5)
       on conflict (message_id, side) do update set emoji = excluded.emoji, agent_id = excluded.agent_id, state = 'queued', reason = null,
         attempts = 0, changed_at = excluded.changed_at`,
      [tx.organisationId, messageId, emoji, agentId, this.clock.now()],
    );
    await this.tell(tx, messageId);
  }

  private tell(tx: Tx, messageId: string): Promise<void> {
    return this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: [messageId], activityIds: [] });
  }
}
