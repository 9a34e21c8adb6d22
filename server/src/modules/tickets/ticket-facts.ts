import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import type { Message, Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { languageOf } from '@balie/shared/domain/language-of.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';

/** A message of the customer's, for who decides by it. */
export interface FactsMessage {
  readonly id: string;
  readonly text: string;
  readonly nature: Message['nature'];
  readonly fromStranger: boolean;
  readonly address: string;
  readonly name: string;
  readonly at: Date;
}

/** A ticket as it stands, for who acts by conditions. */
export interface FactsOfTicket {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly shopId: string;
  readonly shopName: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly deadline: TicketDeadline | null;
  readonly contact: {
    readonly id: string;
    readonly name: string;
    readonly emails: readonly string[];
    readonly orderNumbers: readonly string[];
  };
  /** There was another ticket of theirs before this one. */
  readonly isKnownCustomer: boolean;
  /** Of the customer's own words. */
  readonly language: Locale | undefined;
  readonly isMerged: boolean;
  readonly createdAt: Date;
  readonly waitingSince: Date | null;
  /** When a person of ours answered last. */
  readonly answeredAt: Date | null;
  readonly statusSince: Date;
  /** The one that was asked for, else the customer's newest. */
  readonly message: FactsMessage | null;
}

type Row = Omit<FactsOfTicket, 'language'>;
/** Of a longer text nobody decides by the end. */
const MOST_TEXT = 20_000;

/** Two questions, however many tickets. */
@Injectable()
export class TicketFacts {
  /** Of those that exist, in the order of their ids; they are this transaction's until it ends. */
  async hold(tx: Tx, ticketIds: readonly string[], messageId: string | null = null): Promise<FactsOfTicket[]> {
    await tx.prepared('select id from tickets where id = any($1::uuid[]) and organisation_id = $2 order by id for no key update', [
      ticketIds,
      tx.organisationId,
    ]);
    return this.read(tx, ticketIds, messageId);
  }

  /** Tickets of which something was different since then, in the order of their ids; spam and what was merged left out. */
  async movedSince(reader: Reader, since: Date, after: string | null, limit: number): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `select id from tickets where organisation_id = $1 and updated_at >= $2 and merged_into_id is null and status <> 'spam'
          and ($3::uuid is null or id > $3) order by id limit $4`,
      [reader.organisationId, since, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Of those that exist, in the order of their ids. @param messageId of one of them: what the facts are to be about */
  async read(reader: Reader, ticketIds: readonly string[], messageId: string | null = null): Promise<FactsOfTicket[]> {
    const rows = await reader.prepared<Row>(
      `select t.id, t.number, t.subject, t.status, t.priority, t.shop_id as "shopId", s.name as "shopName",
              t.channel_account_id as "channelAccountId", t.channel_kind as "channelKind", t.assignee_id as "assigneeId",
              t.team_id as "teamId", t.tags, t.deadline, t.merged_into_id is not null as "isMerged", t.created_at as "createdAt",
              t.waiting_since as "waitingSince",
              jsonb_build_object('id', c.id, 'name', c.name,
                'emails', array(select i.value from contact_identities i where i.contact_id = c.id and i.kind = 'email'),
                'orderNumbers', array(select i.value from contact_identities i where i.contact_id = c.id and i.kind = 'bol_order')) as contact,
              exists (select from tickets o where o.organisation_id = $2 and o.contact_id = t.contact_id and o.id <> t.id
                        and o.created_at < t.created_at) as "isKnownCustomer",
              (select max(m.created_at) from messages m where m.ticket_id = t.id and m.direction = 'outbound' and m.nature = 'personal'
                 and not m.aside and m.delivery_state not in ('failed', 'undone')) as "answeredAt",
              coalesce((select max(v.created_at) from activities v where v.ticket_id = t.id
                 and v.type in ('status_changed', 'snoozed', 'woken', 'reopened')), t.created_at) as "statusSince",
              m.message
         from tickets t join shops s on s.id = t.shop_id join contacts c on c.id = t.contact_id
         left join lateral (
           select jsonb_build_object('id', m.id, 'text', left(m.text, ${MOST_TEXT}), 'nature', m.nature, 'fromStranger', m.from_stranger,
                    'address', m.author_address, 'name', m.author_name, 'at', m.created_at) as message
             from messages m where m.ticket_id = t.id and m.direction = 'inbound'
            order by m.id is not distinct from $3::uuid desc, m.created_at desc, m.id desc limit 1) m on true
        where t.id = any($1::uuid[]) and t.organisation_id = $2 order by t.id`,
      [ticketIds, reader.organisationId, messageId],
    );
    return rows.map((row) => {
      const message = row.message && { ...row.message, at: new Date(row.message.at) };
      return { ...row, message, language: languageOf(`${row.subject}\n${message?.text ?? ''}`) };
    });
  }
}
