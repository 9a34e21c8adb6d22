import type { RuleEffect, RuleRun } from '@balie/shared/contracts/rules.ts';
import { type Judgement, judge } from '@balie/shared/domain/rule-conditions.ts';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import type { Happening } from './happenings.ts';
import { RuleActions } from './rule-actions.ts';
import { RuleBrake } from './rule-brake.ts';
import { RuleLog } from './rule-log.ts';
import type { ActiveRule } from './rules.ts';
import { factsOf, type TicketInRules, TicketsInRules } from './ticket-in-rules.ts';

/** One of the rules broke; what others did to this happening is to be done again without it. */
class RuleBroke extends Error {
  constructor(
    readonly rule: ActiveRule,
    readonly judgement: Judgement,
    cause: unknown,
  ) {
    super(`Rule ${rule.id} broke`, { cause });
  }
}

/**
 * Goes through the rules for one thing that happened to a ticket. The ticket is held meanwhile, and what a rule did is written down in the
 * transaction that does it: whoever hears of the same thing again, or at the same time, finds it done.
 */
@Injectable()
export class RunRules {
  private readonly logger: Logger;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsInRules,
    private readonly actions: RuleActions,
    private readonly brake: RuleBrake,
    private readonly log: RuleLog,
    private readonly clock: Clock,
    logger: Log,
  ) {
    this.logger = logger.named('rules');
  }

  /** @param rules those that this may set off, in order */
  async execute(happening: Happening, rules: readonly ActiveRule[]): Promise<void> {
    if (rules.length === 0) return;
    // Each time one of them breaks it is set aside, so this ends.
    for (const _ of [...rules, undefined]) {
      try {
        await this.unitOfWork.run((tx) => this.go(tx, happening, rules));
        return;
      } catch (error) {
        if (!(error instanceof RuleBroke)) throw error;
        this.logger.error({ err: error.cause, rule: error.rule.id, ticket: happening.ticketId }, 'A rule broke');
        await this.unitOfWork.run((tx) => this.note(tx, error.rule, happening, error.judgement, 'failed', String(error.cause), []));
      }
    }
  }

  private async go(tx: Tx, happening: Happening, rules: readonly ActiveRule[]): Promise<void> {
    let known = await this.tickets.hold(tx, happening.ticketId, happening.messageId);
    if (!known || known.ticket.isMerged) return;
    const done = await this.log.outcomes(tx, happening);
    for (const rule of rules) {
      const before = done.get(rule.id);
      const fired = before === undefined ? await this.tryRule(tx, rule, happening, known) : before === 'fired';
      if (fired && rule.terms.stop) return;
      if (fired && before === undefined) {
        known = await this.tickets.hold(tx, happening.ticketId, happening.messageId);
        if (!known) return;
      }
    }
  }

  /** @returns whether it fired */
  private async tryRule(tx: Tx, rule: ActiveRule, happening: Happening, known: TicketInRules): Promise<boolean> {
    const judgement = judge(rule.terms.conditions, factsOf(known, this.clock.now()));
    if (!judgement.holds) return false;
    const why = await this.brake.whyNot(tx, rule, happening);
    if (why) {
      await this.note(tx, rule, happening, judgement, 'braked', why, []);
      return false;
    }
    try {
      const effects: RuleEffect[] = [];
      for (const [index, action] of rule.terms.actions.entries())
        effects.push(await this.actions.execute(tx, { rule, happening, known, action, index }));
      await this.note(tx, rule, happening, judgement, 'fired', null, effects);
    } catch (error) {
      throw new RuleBroke(rule, judgement, error);
    }
    return true;
  }

  private async note(
    tx: Tx,
    rule: ActiveRule,
    happening: Happening,
    { checked }: Judgement,
    outcome: RuleRun['outcome'],
    why: string | null,
    effects: RuleEffect[],
  ): Promise<void> {
    await this.log.write(tx, { rule, happening, outcome, reason: why?.slice(0, 500) ?? null, checked, effects });
  }
}
