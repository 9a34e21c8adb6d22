import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Colleagues } from '../agents/public.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { notify } from './notify.ts';
import { recordActivities } from './record-activities.ts';
import { AssigneeUnavailable, SnoozeInThePast } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import { type PlannedChange, planChange } from './ticket-changes.ts';
import { WakeTicket } from './wake-ticket.service.ts';
import { writeChanges } from './write-changes.ts';

export interface ChangedTicket {
  readonly id: string;
  readonly undo: TicketChanges;
}

/** Changes locked tickets by hand: all its rules, for one ticket as for many. */
@Injectable()
export class ChangeTickets {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly wakeTicket: WakeTicket,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @param agentId null: Balie itself
   * @param because what a machine has to say of its reasons, beside what it did
   * @returns those that are different now
   * @throws {AssigneeUnavailable | NotFound | SnoozeInThePast} nothing is changed then
   */
  async execute(
    tx: Tx,
    tickets: readonly LockedTicket[],
    changes: TicketChanges,
    agentId: string | null,
    because: Readonly<Record<string, unknown>> = {},
  ): Promise<ChangedTicket[]> {
    const now = this.clock.now();
    await this.check(tx, changes, now);
    const planned = tickets.flatMap((ticket) => {
      // One that went up in another is not worked on.
      if (ticket.mergedIntoId) return [];
      const change = planChange(ticket, changes, agentId);
      return change ? [{ ticket, change }] : [];
    });
    if (planned.length === 0) return [];
    await writeChanges(tx, planned, now);
    const activityIds = await recordActivities(
      tx,
      planned.flatMap(({ change }) => change.activities.map((activity) => ({ ...activity, data: { ...activity.data, ...because } }))),
      now,
    );
    for (const { ticket, change } of planned) {
      if (change.next.status === 'snoozed' && change.next.snoozedUntil) await this.wakeTicket.plan(tx, ticket.id, change.next.snoozedUntil);
    }
    await this.tellAssignee(tx, planned, agentId, activityIds[0] ?? '', now);
    await this.outbox.add(tx, ticketsChanged, { ticketIds: planned.map(({ ticket }) => ticket.id), messageIds: [], activityIds });
    return planned.map(({ ticket, change }) => ({ id: ticket.id, undo: change.undo }));
  }

  private async check(tx: Tx, changes: TicketChanges, now: Date): Promise<void> {
    if (changes.assigneeId && !(await this.colleagues.isAssignable(tx, changes.assigneeId))) throw new AssigneeUnavailable();
    if (changes.teamId && !(await this.colleagues.isTeam(tx, changes.teamId))) throw new NotFound('team');
    if (changes.snoozedUntil && new Date(changes.snoozedUntil) <= now) throw new SnoozeInThePast();
  }

  private async tellAssignee(
    tx: Tx,
    planned: readonly { ticket: LockedTicket; change: PlannedChange }[],
    actorId: string | null,
    cause: string,
    at: Date,
  ): Promise<void> {
    const assigned = planned.flatMap(({ ticket, change }) =>
      change.next.assigneeId && change.next.assigneeId !== ticket.assigneeId
        ? [{ agentId: change.next.assigneeId, kind: 'assigned' as const, ticketId: ticket.id, messageId: null }]
        : [],
    );
    await notify(tx, this.outbox, assigned, { actorId, cause, at });
  }
}
