import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import type { Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { type NewNotification, notify } from './notify.ts';
import { type NewActivity, recordActivities } from './record-activities.ts';
import { TicketBroadcaster } from './ticket-broadcaster.ts';

/** A ticket in a few words, for those outside. */
export interface TicketOutline {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly shopId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** Where who keeps deadlines puts them on tickets, and tells of them there. */
@Injectable()
export class TicketDeadlines {
  constructor(
    private readonly broadcaster: TicketBroadcaster,
    private readonly outbox: Outbox,
  ) {}

  async outline(reader: Reader, ticketId: string): Promise<TicketOutline | undefined> {
    const [found] = await reader.prepared<TicketOutline>(
      `select id, number, subject, status, priority, shop_id as "shopId", assignee_id as "assigneeId", team_id as "teamId"
         from tickets where id = $1 and organisation_id = $2`,
      [ticketId, reader.organisationId],
    );
    return found;
  }

  /** Of those that are there. */
  outlines(reader: Reader, ticketIds: readonly string[]): Promise<TicketOutline[]> {
    return reader.query<TicketOutline>(
      `select id, number, subject, status, priority, shop_id as "shopId", assignee_id as "assigneeId", team_id as "teamId"
         from tickets where organisation_id = $1 and id = any($2::uuid[])`,
      [reader.organisationId, ticketIds],
    );
  }

  /** Those of them that nobody else is just writing to: they are this transaction's now. In the order of their ids. */
  async hold(tx: Tx, ticketIds: readonly string[]): Promise<string[]> {
    if (ticketIds.length === 0) return [];
    const held = await tx.prepared<{ id: string }>(
      `select id from tickets where id = any($1::uuid[]) and organisation_id = $2 order by id for no key update skip locked`,
      [ticketIds, tx.organisationId],
    );
    return held.map(({ id }) => id);
  }

  /** What each of these tickets has to meet next, from now on. Rows on screen follow; a ticket that says so already is not touched. */
  async show(tx: Tx, deadlines: ReadonlyMap<string, TicketDeadline | null>): Promise<void> {
    if (deadlines.size === 0) return;
    const rows = [...deadlines].map(([id, deadline]) => ({ id, deadline }));
    const changed = await tx.prepared<{ id: string }>(
      `update tickets t set deadline = nullif(n.deadline, 'null'::jsonb), due_at = (n.deadline->>'dueAt')::timestamptz,
          is_pressing = coalesce(n.deadline->>'state' in ('warned', 'breached'), false), version = version + 1
         from jsonb_to_recordset($2::jsonb) as n(id uuid, deadline jsonb)
        where t.id = n.id and t.organisation_id = $1 and t.deadline is distinct from nullif(n.deadline, 'null'::jsonb)
       returning t.id`,
      [tx.organisationId, JSON.stringify(rows)],
    );
    if (changed.length === 0) return;
    tx.afterCommit(() => this.broadcaster.tell({ tickets: changed.map(({ id }) => id) }));
  }

  /** On the timelines, by Balie itself. */
  async record(tx: Tx, activities: readonly Omit<NewActivity, 'agentId'>[], at: Date): Promise<void> {
    const ids = await recordActivities(
      tx,
      activities.map((activity) => ({ ...activity, agentId: null })),
      at,
    );
    tx.afterCommit(() => this.broadcaster.tell({ activities: ids }));
  }

  /** @param cause the same cause tells the same colleague once */
  async notify(tx: Tx, told: readonly Omit<NewNotification, 'messageId'>[], cause: string, at: Date): Promise<void> {
    await notify(
      tx,
      this.outbox,
      told.map((one) => ({ ...one, messageId: null })),
      { actorId: null, cause, at },
    );
  }
}
