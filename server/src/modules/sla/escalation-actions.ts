import { createHash } from 'node:crypto';
import type { SlaAction, SlaStep, SlaWebhook } from '@balie/shared/contracts/sla.ts';
import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { type Priority, priority as priorities } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { AutomaticChanges, TicketDeadlines, type TicketOutline } from '../tickets/public.ts';
import { SendWebhook } from './send-webhook.ts';
import type { ClockSignal } from './sla.events.ts';

type Kind = SlaStep['when']['kind'];

/** What a step does. A colleague or a team that is gone by now is left out. */
@Injectable()
export class EscalationActions {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly changes: AutomaticChanges,
    private readonly deadlines: TicketDeadlines,
    private readonly webhook: SendWebhook,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, kind: Kind, signal: ClockSignal, action: SlaAction): Promise<void> {
    const ticket = await this.deadlines.outline(tx, signal.ticketId);
    if (!ticket) return;
    const isDone = await this.act(tx, kind, signal, action, ticket);
    if (!isDone) return;
    const data = { target: signal.target, action: action.kind };
    await this.deadlines.record(tx, [{ ticketId: ticket.id, type: 'sla_escalated', data }], this.clock.now());
  }

  /** @returns whether the timeline is to tell of it beside what the change itself tells */
  private async act(tx: Tx, kind: Kind, signal: ClockSignal, action: SlaAction, ticket: TicketOutline): Promise<boolean> {
    switch (action.kind) {
      case 'notify':
        return this.notify(tx, kind, signal, await this.whoIs(tx, action.who, ticket));
      case 'notify_agent':
        return this.notify(tx, kind, signal, await this.colleagues.activeAmong(tx, [action.agentId]));
      case 'webhook':
        await this.webhook.plan(tx, action.url, webhookOf(kind, signal, action, ticket));
        return true;
      case 'raise_priority':
        return this.change(tx, ticket.id, ({ priority }) => (isLower(priority, action.to) ? { priority: action.to } : undefined));
      case 'assign_agent':
        return (
          (await this.colleagues.isAssignable(tx, action.agentId)) && this.change(tx, ticket.id, () => ({ assigneeId: action.agentId }))
        );
      case 'assign_team':
        return (
          (await this.colleagues.isTeam(tx, action.teamId)) &&
          this.change(tx, ticket.id, () => ({ teamId: action.teamId, assigneeId: null }))
        );
    }
  }

  /** In the voice of the timeline: it tells of the change, and by whom; that it was because of a deadline is told beside it. */
  private change(tx: Tx, ticketId: string, decide: (ticket: { priority: Priority }) => TicketChanges | undefined): Promise<boolean> {
    return this.changes.execute(tx, ticketId, decide);
  }

  private async whoIs(tx: Tx, who: 'assignee' | 'team' | 'leads', { assigneeId, teamId }: TicketOutline): Promise<string[]> {
    if (who === 'leads') return this.colleagues.leads(tx);
    if (who === 'team') return teamId === null ? [] : this.colleagues.membersOf(tx, teamId);
    return assigneeId === null ? [] : this.colleagues.activeAmong(tx, [assigneeId]);
  }

  private async notify(tx: Tx, kind: Kind, signal: ClockSignal, agentIds: readonly string[]): Promise<boolean> {
    const told = agentIds.map((agentId) => ({
      agentId,
      kind: kind === 'warned' ? ('sla_warned' as const) : ('sla_breached' as const),
      ticketId: signal.ticketId,
    }));
    // Who is both lead and assignee is told once.
    await this.deadlines.notify(tx, told, `${signal.clockId}:${signal.dueAt}:${kind}:${signal.minutes}`, this.clock.now());
    return false;
  }
}

function isLower(one: Priority, other: Priority): boolean {
  return priorities.options.indexOf(one) < priorities.options.indexOf(other);
}

function webhookOf(kind: Kind, signal: ClockSignal, action: SlaAction, ticket: TicketOutline): SlaWebhook {
  const id = createHash('sha256')
    .update(`${signal.clockId}:${signal.dueAt}:${kind}:${signal.minutes}:${JSON.stringify(action)}`)
    .digest('hex');
  return {
    id: id.slice(0, 32),
    type: `sla.${kind}`,
    at: signal.at,
    late: signal.late,
    clock: { target: signal.target, startedAt: signal.startedAt, dueAt: signal.dueAt ?? signal.at },
    ticket,
  };
}
