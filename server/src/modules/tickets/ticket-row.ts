import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import type { Priority, TicketRow, TicketStatus } from '@balie/shared/contracts/tickets.ts';

/** The tables a row of a list is read from; `t` and `c` are what `TICKET_ROW_COLUMNS` asks for. */
export const TICKET_ROW_TABLES = 'tickets t join contacts c on c.id = t.contact_id';

/** Everything `toTicketRow` needs, in one query for any number of tickets. */
export const TICKET_ROW_COLUMNS = `
  t.id, t.number, t.subject, t.status, t.priority, t.contact_id, c.name as contact_name,
  coalesce((select i.value from contact_identities i where i.contact_id = t.contact_id order by i.created_at, i.id limit 1), '') as contact_address,
  t.shop_id, t.channel_account_id, t.channel_kind, t.assignee_id, t.team_id, t.tags, t.preview, t.last_direction,
  t.last_message_at, t.last_inbound_at, t.waiting_since, t.snoozed_until, t.due_at, t.deadline, t.has_failed_delivery, t.message_count, t.merged_into_id,
  t.created_at, t.version`;

export interface TicketRecord {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly contact_address: string;
  readonly shop_id: string;
  readonly channel_account_id: string;
  readonly channel_kind: ChannelKind;
  readonly assignee_id: string | null;
  readonly team_id: string | null;
  readonly tags: string[];
  readonly preview: string;
  readonly last_direction: TicketRow['lastDirection'];
  readonly last_message_at: Date;
  readonly last_inbound_at: Date | null;
  readonly waiting_since: Date | null;
  readonly snoozed_until: Date | null;
  readonly due_at: Date | null;
  readonly deadline: TicketDeadline | null;
  readonly has_failed_delivery: boolean;
  readonly message_count: number;
  readonly merged_into_id: string | null;
  readonly created_at: Date;
  readonly version: number;
}

export function toTicketRow(record: TicketRecord): TicketRow {
  return {
    id: record.id,
    number: record.number,
    subject: record.subject,
    status: record.status,
    priority: record.priority,
    contact: { id: record.contact_id, name: record.contact_name, address: record.contact_address },
    shopId: record.shop_id,
    channelAccountId: record.channel_account_id,
    channelKind: record.channel_kind,
    assigneeId: record.assignee_id,
    teamId: record.team_id,
    tags: record.tags,
    preview: record.preview,
    lastDirection: record.last_direction,
    lastMessageAt: record.last_message_at.toISOString(),
    lastInboundAt: record.last_inbound_at?.toISOString() ?? null,
    waitingSince: record.waiting_since?.toISOString() ?? null,
    snoozedUntil: record.snoozed_until?.toISOString() ?? null,
    deadline: record.deadline,
    hasFailedDelivery: record.has_failed_delivery,
    messageCount: record.message_count,
    mergedIntoId: record.merged_into_id,
    createdAt: record.created_at.toISOString(),
    version: record.version,
  };
}
