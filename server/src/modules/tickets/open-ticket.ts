import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import { v7 as newId } from 'uuid';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { TicketAfterMessage } from './after-inbound.ts';
import { newReplyToken } from './reply-token.ts';

export interface NewTicket extends TicketAfterMessage {
  readonly shopId: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly contactId: string;
  readonly subject: string;
  readonly assigneeId: string | null;
  /** Who opened it; null: a customer. */
  readonly openedBy: string | null;
  readonly createdAt: Date;
  /** The ticket it comes from. */
  readonly origin?: { readonly id: string; readonly kind: 'continues' | 'split' };
}

/**
 * Makes a ticket with its first message counted, and says so on its timeline. Its number keeps every other new ticket
 * of the organisation waiting until commit: do what can be done before, before.
 */
export async function openTicket(tx: Tx, ticket: NewTicket): Promise<{ id: string; number: number; activityIds: string[] }> {
  const { id, activityId, sql, parameters } = opening(tx, ticket);
  const [made] = await tx.prepared<{ number: number }>(sql, parameters);
  if (!made) throw new Error(`The organisation ${tx.organisationId} does not exist`);
  return { id, number: made.number, activityIds: [activityId] };
}

/** Like `openTicket`, together with what is written next: for who need not know the number. */
export function openTicketUnseen(tx: Tx, ticket: NewTicket): { id: string; activityIds: string[] } {
  const { id, activityId, sql, parameters } = opening(tx, ticket);
  tx.write(sql, parameters);
  return { id, activityIds: [activityId] };
}

function opening(tx: Tx, ticket: NewTicket): { id: string; activityId: string; sql: string; parameters: unknown[] } {
  const [id, activityId] = [newId(), newId()];
  return {
    id,
    activityId,
    sql: `with counted as (
       update organisations set last_ticket_number = last_ticket_number + 1 where id = $1 returning last_ticket_number
     ), ticket as (
       insert into tickets (organisation_id, id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, status,
         assignee_id, reply_token, preview, last_direction, last_message_at, last_inbound_at, waiting_since, snoozed_until,
         message_count, created_at, updated_at, origin_id, origin_kind)
       select $1, $2, last_ticket_number, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $17, $20, $21 from counted
       returning id, number
     ), activity as (
       insert into activities (id, organisation_id, ticket_id, type, agent_id, created_at)
       select $18, $1, id, 'created', $19, $17 from ticket
     )
     select number from ticket`,
    parameters: [
      tx.organisationId,
      id,
      ticket.shopId,
      ticket.channelAccountId,
      ticket.channelKind,
      ticket.contactId,
      ticket.subject,
      ticket.status,
      ticket.assigneeId,
      newReplyToken(),
      ticket.preview,
      ticket.lastDirection,
      ticket.lastMessageAt,
      ticket.lastInboundAt,
      ticket.waitingSince,
      ticket.snoozedUntil,
      ticket.createdAt,
      activityId,
      ticket.openedBy,
      ticket.origin?.id ?? null,
      ticket.origin?.kind ?? null,
    ],
  };
}
