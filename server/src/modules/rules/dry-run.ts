import type { DryRunMatch, DryRunRequest, DryRunResult, RuleAction, RuleEffect, RuleTerms } from '@balie/shared/contracts/rules.ts';
import { judge } from '@balie/shared/domain/rule-conditions.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AnswerByRule } from './answer-by-rule.ts';
import { pastTickets } from './past-tickets.ts';
import { changesOf, wouldChange } from './rule-actions.ts';
import { anchorOf, dueOf } from './rule-timers.ts';
import { factsOf, type TicketInRules, TicketsInRules } from './ticket-in-rules.ts';

/** So many tickets are looked at, the newest first. */
const MOST = 2_000;
const BATCH = 250;
const SHOWN = 100;

/** What a rule would have done. It asks in a transaction in which PostgreSQL refuses to write. */
@Injectable()
export class DryRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsInRules,
    private readonly answer: AnswerByRule,
    private readonly clock: Clock,
  ) {}

  execute({ terms, days }: DryRunRequest): Promise<DryRunResult> {
    return this.unitOfWork.read((reader) => this.look(reader, terms, days));
  }

  private async look(reader: Reader, terms: RuleTerms, days: number): Promise<DryRunResult> {
    const since = new Date(this.clock.now().getTime() - days * 86_400_000);
    const found = await pastTickets(reader, terms.when, since, MOST + 1);
    const looked = found.slice(0, MOST);
    const matches: DryRunMatch[] = [];
    let matched = 0;
    for (let from = 0; from < looked.length; from += BATCH) {
      const some = looked.slice(from, from + BATCH);
      const known = new Map(
        (
          await this.tickets.read(
            reader,
            some.map(({ id }) => id),
          )
        ).map((one) => [one.ticket.id, one]),
      );
      for (const { id, at } of some) {
        const match = this.matchOf(terms, known.get(id), at);
        if (!match) continue;
        matched += 1;
        if (matches.length < SHOWN) matches.push(match);
      }
    }
    return { looked: looked.length, capped: found.length > MOST, matched, matches };
  }

  /** @param at when it happened that would have set the rule off; null: only time passed */
  private matchOf(terms: RuleTerms, known: TicketInRules | undefined, at: Date | null): DryRunMatch | undefined {
    const moment = known && (at ?? this.waitedUntil(terms, known));
    if (!known || !moment) return undefined;
    const { holds, checked } = judge(terms.conditions, factsOf(known, moment));
    if (!holds) return undefined;
    const { ticket } = known;
    return {
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      ticketSubject: ticket.subject,
      customer: ticket.contact.name,
      at: moment.toISOString(),
      checked,
      effects: terms.actions.map((action) => this.foresee(action, known)),
    };
  }

  private waitedUntil({ when }: RuleTerms, known: TicketInRules): Date | undefined {
    for (const trigger of when) {
      const anchor = trigger.kind === 'time_passed' ? anchorOf(trigger, known) : null;
      const due = trigger.kind === 'time_passed' && anchor ? dueOf(trigger, known, anchor) : undefined;
      if (due !== undefined && due <= this.clock.now().getTime()) return new Date(due);
    }
    return undefined;
  }

  private foresee(action: RuleAction, known: TicketInRules): RuleEffect {
    if (action.kind === 'answer') return { action, ...(this.answer.whyNot(known) ?? { outcome: 'done', reason: null }) };
    const tells = action.kind === 'note' || action.kind === 'webhook' || action.kind === 'notify' || action.kind === 'notify_agent';
    if (tells) return { action, outcome: 'done', reason: null };
    const changes = changesOf(action, known, this.clock.now());
    return { action, outcome: changes && wouldChange(changes, known.ticket) ? 'done' : 'nothing', reason: null };
  }
}
