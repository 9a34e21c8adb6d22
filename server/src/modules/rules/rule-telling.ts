import { createHash } from 'node:crypto';
import type { RuleAction, RuleWebhook } from '@balie/shared/contracts/rules.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { SendWebhook } from '../sla/public.ts';
import { type FactsOfTicket, TicketDeadlines } from '../tickets/public.ts';
import type { Happening } from './happenings.ts';
import type { ActiveRule } from './rules.ts';
import type { TicketInRules } from './ticket-in-rules.ts';

interface Telling {
  readonly rule: ActiveRule;
  readonly happening: Happening;
  readonly known: TicketInRules;
  readonly action: Extract<RuleAction, { kind: 'notify' | 'notify_agent' | 'webhook' }>;
  readonly index: number;
}

/** Tells people and programs. */
@Injectable()
export class RuleTelling {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly deadlines: TicketDeadlines,
    private readonly webhook: SendWebhook,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, { action, rule, happening, known: { ticket }, index }: Telling): Promise<boolean> {
    const key = `${rule.id}:${happening.key}`;
    if (action.kind === 'webhook') {
      const id = createHash('sha256').update(`${key}:${ticket.id}:${index}`).digest('hex').slice(0, 32);
      await this.webhook.plan(tx, action.url, webhookOf(id, rule, happening, ticket, this.clock.now()));
      return true;
    }
    const who =
      action.kind === 'notify_agent' ? await this.colleagues.activeAmong(tx, [action.agentId]) : await this.whoIs(tx, action.who, ticket);
    const told = who.map((agentId) => ({ agentId, kind: 'rule' as const, ticketId: ticket.id }));
    await this.deadlines.notify(tx, told, key, this.clock.now());
    return told.length > 0;
  }

  /** Leads and owners hear of a rule that ran wild. */
  async stopped(tx: Tx, ruleId: string, ticketId: string): Promise<void> {
    const now = this.clock.now();
    const told = (await this.colleagues.leads(tx)).map((agentId) => ({ agentId, kind: 'rule_stopped' as const, ticketId }));
    await this.deadlines.notify(tx, told, `${ruleId}:${now.toISOString()}`, now);
  }

  private async whoIs(tx: Tx, who: 'assignee' | 'team' | 'leads', { assigneeId, teamId }: FactsOfTicket): Promise<string[]> {
    if (who === 'leads') return this.colleagues.leads(tx);
    if (who === 'team') return teamId === null ? [] : this.colleagues.membersOf(tx, teamId);
    return assigneeId === null ? [] : this.colleagues.activeAmong(tx, [assigneeId]);
  }
}

function webhookOf(id: string, rule: ActiveRule, { when }: Happening, ticket: FactsOfTicket, now: Date): RuleWebhook {
  const { number, subject, status, priority, shopId, assigneeId, teamId, tags } = ticket;
  return {
    id,
    type: 'rule.fired',
    at: now.toISOString(),
    rule: { id: rule.id, name: rule.name },
    when,
    ticket: { id: ticket.id, number, subject, status, priority, shopId, assigneeId, teamId, tags: [...tags] },
  };
}
