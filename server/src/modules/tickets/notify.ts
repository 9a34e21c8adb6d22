import type { Notification, NotifiedNorm } from '@balie/shared/contracts/notifications.ts';
import { v7 as newId } from 'uuid';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { notificationsAdded } from './ticket.events.ts';

export interface NewNotification {
  readonly agentId: string;
  readonly kind: Notification['kind'];
  /** Null: it is about a norm. */
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly norm?: NotifiedNorm;
}

/**
 * Tells colleagues of something; nobody is told of what they did themselves.
 * @param by.cause what they are told of: the same cause tells the same colleague once
 */
export async function notify(
  tx: Tx,
  outbox: Outbox,
  notifications: readonly NewNotification[],
  by: { actorId: string | null; cause: string; at: Date },
): Promise<void> {
  const rows = notifications
    .filter(({ agentId }) => agentId !== by.actorId)
    .map((notification) => ({ ...notification, id: newId(), key: `${notification.kind}:${notification.ticketId ?? ''}:${by.cause}` }));
  if (rows.length === 0) return;
  const added = await tx.query<{ id: string }>(
    `insert into notifications (id, organisation_id, agent_id, kind, ticket_id, message_id, norm, actor_id, event_key, created_at)
     select n.id, $1, n."agentId", n.kind, n."ticketId", n."messageId", n.norm, $2, n.key, $3
       from jsonb_to_recordset($4::jsonb) as n(id uuid, "agentId" uuid, kind text, "ticketId" uuid, "messageId" uuid, norm jsonb, key text)
     on conflict (agent_id, event_key) do nothing returning id`,
    [tx.organisationId, by.actorId, by.at, JSON.stringify(rows)],
  );
  if (added.length > 0) await outbox.add(tx, notificationsAdded, { notificationIds: added.map((row) => row.id) });
}
