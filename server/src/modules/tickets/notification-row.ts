import type { Notification } from '@balie/shared/contracts/notifications.ts';

export const NOTIFICATION_TABLES = 'notifications n join tickets t on t.id = n.ticket_id';
export const NOTIFICATION_COLUMNS = `
  n.id, n.kind, n.ticket_id, t.number as ticket_number, t.subject as ticket_subject, n.message_id, n.actor_id, n.created_at, n.read_at`;

export interface NotificationRecord {
  readonly id: string;
  readonly kind: Notification['kind'];
  readonly ticket_id: string;
  readonly ticket_number: number;
  readonly ticket_subject: string;
  readonly message_id: string | null;
  readonly actor_id: string | null;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

export function toNotification(record: NotificationRecord): Notification {
  return {
    id: record.id,
    kind: record.kind,
    ticketId: record.ticket_id,
    ticketNumber: record.ticket_number,
    ticketSubject: record.ticket_subject,
    messageId: record.message_id,
    actorId: record.actor_id,
    createdAt: record.created_at.toISOString(),
    readAt: record.read_at?.toISOString() ?? null,
  };
}
