import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Activity, DeliveryState, Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { MessageNature } from './ticket-intake.ts';

const CHANGES = [
  'created',
  'status_changed',
  'snoozed',
  'woken',
  'reopened',
  'reply_undone',
  'priority_changed',
  'merged_from',
  'merged_into',
  'unmerged',
  'split_into',
  'split_from',
  'imported',
  'bounced',
] as const satisfies readonly Activity['type'][];

export interface TimedMessage {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly nature: MessageNature;
  /** Ours, and to none of the ticket's customers. */
  readonly aside: boolean;
  /** A mail server gave it back. */
  readonly returned: boolean;
  readonly deliveryState: DeliveryState;
  readonly at: Date;
  /** When it came in here; null for what we wrote, and for history that was brought in. */
  readonly arrivedAt: Date | null;
  /** When it left; null for what came in, and before it does. */
  readonly sentAt: Date | null;
  /** By which way it came or goes; null where nobody knows. */
  readonly channelKind: ChannelKind | null;
  readonly call: CallFacts | null;
}

/** What the timeline has of status and priority (`from` and `to`, where they apply), and of what may have moved them without saying so. */
export interface TimedChange {
  readonly type: (typeof CHANGES)[number];
  readonly at: Date;
  readonly data: { readonly from?: string | null; readonly to?: string | null };
}

/** A ticket as it is, and what happened to it and when, oldest first: all that is measured follows from it. */
export interface TimedTicket {
  readonly id: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly shopId: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  /** Of the customer. */
  readonly contactGroups: readonly string[];
  readonly isMerged: boolean;
  readonly createdAt: Date;
  readonly messages: readonly TimedMessage[];
  readonly changes: readonly TimedChange[];
}

type Facts = Omit<TimedTicket, 'messages' | 'changes'>;

/** What happened to tickets and when, for who measures. */
@Injectable()
export class TicketTimes {
  /**
   * Of those that exist. They are locked, in the order of their ids: what is written of them now is not overtaken.
   * @param others `skip` leaves out those that somebody is just writing to. Who waits for several may be waited for.
   */
  async hold(tx: Tx, ticketIds: readonly string[], others: 'wait' | 'skip'): Promise<TimedTicket[]> {
    const [tickets, messages, changes] = await Promise.all([
      tx.prepared<Facts>(
        `select t.id, t.status, t.priority, t.shop_id as "shopId", t.channel_account_id as "channelAccountId",
                t.channel_kind as "channelKind", t.team_id as "teamId", t.tags, c.groups as "contactGroups", t.merged_into_id is not null as "isMerged",
                t.created_at as "createdAt"
           from tickets t join contacts c on c.id = t.contact_id where t.id = any($1::uuid[]) and t.organisation_id = $2 order by t.id for no key update of t ${others === 'skip' ? 'skip locked' : ''}`,
        [ticketIds, tx.organisationId],
      ),
      tx.prepared<TimedMessage & { ticketId: string }>(
        `select m.ticket_id as "ticketId", m.id, m.direction, m.nature, m.aside, m.bounce is not null as returned,
                m.delivery_state as "deliveryState", m.created_at as at, m.arrived_at as "arrivedAt", m.sent_at as "sentAt", m.channel_kind as "channelKind", m.call
           from messages m where m.ticket_id = any($1::uuid[]) and m.organisation_id = $2 and m.direction <> 'note'
          order by m.created_at, m.id`,
        [ticketIds, tx.organisationId],
      ),
      tx.prepared<TimedChange & { ticketId: string }>(
        `select v.ticket_id as "ticketId", v.type, v.created_at as at, v.data from activities v
          where v.ticket_id = any($1::uuid[]) and v.organisation_id = $2
            and v.type = any($3::text[])
          order by v.created_at, v.id`,
        [ticketIds, tx.organisationId, CHANGES],
      ),
    ]);
    const messagesOf = Map.groupBy(messages, ({ ticketId }) => ticketId);
    const changesOf = Map.groupBy(changes, ({ ticketId }) => ticketId);
    return tickets.map((ticket) => ({ ...ticket, messages: messagesOf.get(ticket.id) ?? [], changes: changesOf.get(ticket.id) ?? [] }));
  }

  /** Tickets that are not done, in the order of their ids. @param after the last one of the page before */
  async unfinished(tx: Tx, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select t.id from tickets t
        where t.organisation_id = $1 and t.status in ('open', 'pending', 'snoozed') and ($2::uuid is null or t.id > $2)
        order by t.id limit $3`,
      [tx.organisationId, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Tickets since then, those with the highest numbers first. @param before the number of the last one of the page before */
  newest(tx: Tx, since: Date, before: number | null, limit: number): Promise<{ id: string; number: number }[]> {
    return tx.query(
      `select t.id, t.number from tickets t where t.organisation_id = $1 and t.created_at >= $2 and ($3::int is null or t.number < $3)
        order by t.number desc limit $4`,
      [tx.organisationId, since, before, limit],
    );
  }

  async countUnfinished(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from tickets t where t.organisation_id = $1 and t.status in ('open', 'pending', 'snoozed')`,
      [tx.organisationId],
    );
    return row?.count ?? 0;
  }
}
