import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Priority, TicketRow, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';

/** A ticket that nobody else can change until the transaction ends. */
export interface LockedTicket {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly shopId: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly contactId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly preview: string;
  readonly lastDirection: TicketRow['lastDirection'];
  readonly lastMessageAt: Date;
  readonly lastInboundAt: Date | null;
  readonly waitingSince: Date | null;
  readonly snoozedUntil: Date | null;
  readonly messageCount: number;
  readonly mergedIntoId: string | null;
  readonly originId: string | null;
  readonly originKind: 'continues' | 'split' | null;
  /** No colleague has done anything to it. */
  readonly untouched: boolean;
}

/**
 * Locks tickets in the order of their ids, so that two changes of overlapping sets cannot wait for each other. The
 * lock is no obstacle for rows that merely refer to the ticket (drafts, reading marks).
 * @returns those that exist in this organisation
 */
export async function lockTickets(tx: Tx, ids: readonly string[]): Promise<LockedTicket[]> {
  return tx.prepared<LockedTicket>(
    `select t.id, t.number, t.subject, t.status, t.priority, t.shop_id as "shopId", t.channel_account_id as "channelAccountId",
            t.channel_kind as "channelKind", t.contact_id as "contactId", t.assignee_id as "assigneeId", t.team_id as "teamId",
            t.tags, t.preview, t.last_direction as "lastDirection", t.last_message_at as "lastMessageAt",
            t.last_inbound_at as "lastInboundAt", t.waiting_since as "waitingSince", t.snoozed_until as "snoozedUntil",
            t.message_count as "messageCount", t.merged_into_id as "mergedIntoId", t.origin_id as "originId",
            t.origin_kind as "originKind",
            not exists (select 1 from activities v where v.ticket_id = t.id and v.agent_id is not null) as untouched
       from tickets t where t.id = any($1::uuid[]) and t.organisation_id = $2
      order by t.id for no key update of t`,
    [ids, tx.organisationId],
  );
}

export async function lockTicket(tx: Tx, id: string): Promise<LockedTicket | undefined> {
  return (await lockTickets(tx, [id]))[0];
}
