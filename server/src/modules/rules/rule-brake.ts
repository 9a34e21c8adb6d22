import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { Happening } from './happenings.ts';
import { RuleTelling } from './rule-telling.ts';
import { type ActiveRule, Rules } from './rules.ts';

/** So many rules may set each other off, one after the other. */
const MOST_IN_CHAIN = 5;
/** So often a rule may do something to one ticket in an hour; a lively chat stays far below it. */
export const MOST_PER_HOUR = 60;

/** Keeps rules from going round in circles. */
@Injectable()
export class RuleBrake {
  constructor(
    private readonly rules: Rules,
    private readonly telling: RuleTelling,
    private readonly clock: Clock,
  ) {}

  /** In words; undefined: it may go on. A rule that runs wild is switched off here, and leads hear of it. */
  async whyNot(tx: Tx, rule: ActiveRule, { chain, ticketId }: Happening): Promise<string | undefined> {
    if (chain.includes(rule.id)) return reason('rule-circle');
    if (chain.length >= MOST_IN_CHAIN) return reason('rule-chain');
    const [lately] = await tx.query<{ count: number }>(
      `select count(*)::int as count from rule_runs
        where organisation_id = $1 and rule_id = $2 and ticket_id = $3 and outcome = 'fired' and created_at > $4
          and effects @> '[{"outcome": "done"}]'`,
      [tx.organisationId, rule.id, ticketId, new Date(this.clock.now().getTime() - 3_600_000)],
    );
    if ((lately?.count ?? 0) < MOST_PER_HOUR) return undefined;
    await this.rules.switchOff(tx, rule.id, ticketId);
    await this.telling.stopped(tx, rule.id, ticketId);
    return reason('rule-wild', { most: String(MOST_PER_HOUR) });
  }
}
