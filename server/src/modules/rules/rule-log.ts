import type { CheckedCondition, RuleEffect, RuleRun, RuleRunsQuery } from '@balie/shared/contracts/rules.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { TicketDeadlines } from '../tickets/public.ts';
import type { Happening } from './happenings.ts';
import type { ActiveRule } from './rules.ts';

interface Entry {
  readonly rule: ActiveRule;
  readonly happening: Happening;
  readonly outcome: RuleRun['outcome'];
  readonly reason: string | null;
  readonly checked: readonly CheckedCondition[];
  readonly effects: readonly RuleEffect[];
}

const marker = z.tuple([z.uuid()]);

/** What rules did, why, and why not. */
@Injectable()
export class RuleLog {
  constructor(
    private readonly deadlines: TicketDeadlines,
    private readonly clock: Clock,
  ) {}

  /** What was done already because of it, by rule. */
  async outcomes(tx: Tx, { ticketId, key }: Happening): Promise<ReadonlyMap<string, RuleRun['outcome']>> {
    const rows = await tx.prepared<{ ruleId: string; outcome: RuleRun['outcome'] }>(
      'select rule_id as "ruleId", outcome from rule_runs where ticket_id = $1 and key = $2 and organisation_id = $3',
      [ticketId, key, tx.organisationId],
    );
    return new Map(rows.map(({ ruleId, outcome }) => [ruleId, outcome]));
  }

  /** Fails when it was done already: then nothing of this transaction was. */
  async write(tx: Tx, { rule, happening, outcome, reason, checked, effects }: Entry): Promise<void> {
    const { ticketId, key, when, chain } = happening;
    const now = this.clock.now();
    tx.write(
      `insert into rule_runs (id, organisation_id, rule_id, ticket_id, key, happened, outcome, reason, checked, effects, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [newId(), tx.organisationId, rule.id, ticketId, key, when, outcome, reason, JSON.stringify(checked), JSON.stringify(effects), now],
    );
    const actions = effects.filter((effect) => effect.outcome === 'done').map(({ action }) => action.kind);
    if (actions.length === 0) return;
    const data = { rule: { id: rule.id, name: rule.name, chain: [...chain, rule.id] }, actions };
    await this.deadlines.record(tx, [{ ticketId, type: 'rule_fired', data }], now);
  }

  /** Newest first. */
  async list(reader: Reader, { ruleId, ticketId, cursor, limit }: RuleRunsQuery): Promise<{ items: RuleRun[]; nextCursor: string | null }> {
    const [before] = cursor ? decodeCursor(cursor, marker) : [null];
    const rows = await reader.query<RuleRun>(
      `select n.id, n.rule_id as "ruleId", r.name as "ruleName", n.ticket_id as "ticketId", t.number as "ticketNumber",
              t.subject as "ticketSubject", n.happened as "when", n.outcome, n.reason, n.checked, n.effects, to_json(n.created_at) as at
         from rule_runs n join rules r on r.id = n.rule_id join tickets t on t.id = n.ticket_id
        where n.organisation_id = $1 and ($2::uuid is null or n.rule_id = $2) and ($3::uuid is null or n.ticket_id = $3)
          and ($4::uuid is null or n.id < $4)
        order by n.id desc limit $5`,
      [reader.organisationId, ruleId ?? null, ticketId ?? null, before, limit + 1],
    );
    return toPage(
      rows,
      limit,
      (run) => run,
      ({ id }) => [id],
    );
  }
}
