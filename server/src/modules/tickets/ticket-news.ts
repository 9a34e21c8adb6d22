import type { Notification } from '@balie/shared/contracts/notifications.ts';
import type { Activity, Message, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { CountsSignal } from './counts-signal.ts';
import { loadActivities, loadMessages, loadTicketRows } from './load-rows.ts';
import type { NewsIds } from './news-ids.ts';
import { NOTIFICATION_COLUMNS, NOTIFICATION_TABLES, type NotificationRecord, toNotification } from './notification-row.ts';

export interface LoadedNews {
  readonly tickets: TicketRow[];
  readonly messages: Message[];
  readonly activities: (Activity & { readonly ticketId: string })[];
  readonly notifications: { readonly agentId: string; readonly notification: Notification }[];
}

const SILENCE: LoadedNews = { tickets: [], messages: [], activities: [], notifications: [] };

/** Reads what changed as it is now, and tells the rooms that follow it. */
@Injectable()
export class TicketNews {
  constructor(
    private readonly realtime: Realtime,
    private readonly counts: CountsSignal,
  ) {}

  /** One query for each kind that somebody would hear of. */
  async load(tx: Tx, ids: NewsIds): Promise<LoadedNews> {
    // Each console stands in the room of its organisation, whatever else it follows.
    if (!this.realtime.isHeard('organisation', tx.organisationId ?? '')) return SILENCE;
    const heard = (id: string) => {
      const ticketId = ids.ticketOf.get(id);
      return ticketId === undefined || this.realtime.isHeard('ticket', ticketId);
    };
    const [tickets, messages, activities, notifications] = await Promise.all([
      loadTicketRows(tx, [...ids.tickets]),
      loadMessages(tx, [...ids.messages].filter(heard)),
      loadActivities(tx, [...ids.activities].filter(heard)),
      loadNotifications(tx, [...ids.notifications]),
    ]);
    return { tickets, messages, activities, notifications };
  }

  tell(organisationId: string, news: LoadedNews): void {
    for (const ticket of news.tickets) this.realtime.toOrganisation(organisationId, 'ticket.changed', { ticket });
    for (const message of news.messages) {
      this.realtime.toRoom('ticket', message.ticketId, 'message.changed', { ticketId: message.ticketId, message });
    }
    for (const { ticketId, ...activity } of news.activities) {
      this.realtime.toRoom('ticket', ticketId, 'activity.added', { ticketId, activity });
    }
    for (const { agentId, notification } of news.notifications) this.realtime.toAgent(agentId, 'notification', { notification });
    if (news.tickets.length > 0) this.counts.stale(organisationId);
  }
}

async function loadNotifications(tx: Tx, ids: readonly string[]): Promise<LoadedNews['notifications']> {
  if (ids.length === 0) return [];
  const records = await tx.query<NotificationRecord & { agent_id: string }>(
    `select ${NOTIFICATION_COLUMNS}, n.agent_id from ${NOTIFICATION_TABLES}
      where n.id = any($1::uuid[]) and n.organisation_id = $2 order by n.created_at, n.id`,
    [ids, tx.organisationId],
  );
  return records.map((record) => ({ agentId: record.agent_id, notification: toNotification(record) }));
}
