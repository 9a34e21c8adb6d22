import type { Notification, NotifiedNorm } from '@balie/shared/contracts/notifications.ts';

export const NOTIFICATION_TABLES = 'notifications n left join tickets t on t.id = n.ticket_id';
export const NOTIFICATION_COLUMNS = `
  n.id, n.kind, case when t.id is not null then json_build_object('id', t.id, 'number', t.number, 'subject', t.subject) end as ticket, n.norm,
  n.message_id, n.actor_id, n.created_at, n.read_at`;

export interface NotificationRecord {
  readonly id: string;
  readonly kind: Notification['kind'];
  readonly ticket: Notification['ticket'];
  readonly norm: NotifiedNorm | null;
  readonly message_id: string | null;
  readonly actor_id: string | null;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

export function toNotification(record: NotificationRecord): Notification {
  return {
    id: record.id,
    kind: record.kind,
    ticket: record.ticket,
    norm: record.norm,
    messageId: record.message_id,
    actorId: record.actor_id,
    createdAt: record.created_at.toISOString(),
    readAt: record.read_at?.toISOString() ?? null,
  };
}
