import type { RuleAction, RuleEffect } from '@balie/shared/contracts/rules.ts';
import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { nextClosing, nextOpening } from '@balie/shared/domain/business-calendar.ts';
import { fillLines } from '@balie/shared/domain/text-variables.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { AutomaticChanges, AutomaticNotes, type FactsOfTicket } from '../tickets/public.ts';
import { AnswerByRule } from './answer-by-rule.ts';
import type { Happening } from './happenings.ts';
import { RuleTelling } from './rule-telling.ts';
import type { ActiveRule } from './rules.ts';
import { valuesOf } from './text-of-rule.ts';
import type { TicketInRules } from './ticket-in-rules.ts';

type Outcome = Pick<RuleEffect, 'outcome' | 'reason'>;
const DONE: Outcome = { outcome: 'done', reason: null };
const NOTHING: Outcome = { outcome: 'nothing', reason: null };

/** One action of a rule that was set off. */
export interface Acting {
  readonly rule: ActiveRule;
  readonly happening: Happening;
  readonly known: TicketInRules;
  readonly action: RuleAction;
  /** Which of the rule's actions. */
  readonly index: number;
}

/** What a rule does. A colleague or a team that is gone by now is left out. */
@Injectable()
export class RuleActions {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly changes: AutomaticChanges,
    private readonly notes: AutomaticNotes,
    private readonly told: RuleTelling,
    private readonly answer: AnswerByRule,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, acting: Acting): Promise<RuleEffect> {
    return { action: acting.action, ...(await this.act(tx, acting)) };
  }

  private async act(tx: Tx, acting: Acting): Promise<Outcome> {
    const { action, rule, happening, known, index } = acting;
    switch (action.kind) {
      case 'notify':
      case 'notify_agent':
      case 'webhook':
        return (await this.told.execute(tx, { ...acting, action })) ? DONE : NOTHING;
      case 'answer':
        return this.answer.execute(tx, rule.id, happening.key, action, known);
      case 'note': {
        const text = fillLines(action.text, valuesOf(known, 'nl', this.clock.now()));
        const key = `rule:${rule.id}:${happening.key}:${index}`;
        return text !== '' && (await this.notes.write(tx, known.ticket.id, { key, text, by: rule.name })) ? DONE : NOTHING;
      }
      case 'assign_agent':
        if (action.agentId && !(await this.colleagues.isAssignable(tx, action.agentId))) return NOTHING;
        break;
      case 'assign_team':
        if (action.teamId && !(await this.colleagues.isTeam(tx, action.teamId))) return NOTHING;
        break;
      default:
        break;
    }
    const changes = changesOf(action, known, this.clock.now());
    if (!changes) return NOTHING;
    const because = { rule: { id: rule.id, name: rule.name, chain: [...happening.chain, rule.id] } };
    return (await this.changes.execute(tx, known.ticket.id, () => changes, because)) ? DONE : NOTHING;
  }
}

/** The change of the ticket that an action is; undefined: none. */
export function changesOf(action: RuleAction, { ticket, calendar }: TicketInRules, now: Date): TicketChanges | undefined {
  switch (action.kind) {
    case 'assign_agent':
      return { assigneeId: action.agentId };
    case 'assign_team':
      return { teamId: action.teamId };
    case 'add_tags':
      return { addTags: action.tags };
    case 'remove_tags':
      return { removeTags: action.tags };
    case 'priority':
      return { priority: action.to };
    case 'status':
      return { status: action.to };
    case 'snooze': {
      const until = action.hours === null ? opensNext(calendar, now) : now.getTime() + action.hours * 3_600_000;
      const isDone = ticket.status === 'closed' || ticket.status === 'spam';
      return until === undefined || isDone ? undefined : { snoozedUntil: new Date(until).toISOString() };
    }
    default:
      return undefined;
  }
}

/** The next time that somebody comes in, also while somebody is there. */
function opensNext(calendar: TicketInRules['calendar'], now: Date): number | undefined {
  if (!calendar) return undefined;
  const closes = nextClosing(calendar, now.getTime());
  return nextOpening(calendar, closes ?? now.getTime());
}

/** Would it change anything? For who only looks. */
export function wouldChange(changes: TicketChanges, ticket: FactsOfTicket): boolean {
  return (
    (changes.assigneeId !== undefined && changes.assigneeId !== ticket.assigneeId) ||
    (changes.teamId !== undefined && changes.teamId !== ticket.teamId) ||
    (changes.addTags?.some((tag) => !ticket.tags.includes(tag)) ?? false) ||
    (changes.removeTags?.some((tag) => ticket.tags.includes(tag)) ?? false) ||
    (changes.priority !== undefined && changes.priority !== ticket.priority) ||
    (changes.status !== undefined && changes.status !== ticket.status) ||
    changes.snoozedUntil !== undefined
  );
}
