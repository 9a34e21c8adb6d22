import type { AnswerRules, Rule, RuleGroup, RuleTerms, SaveRuleRequest } from '@balie/shared/contracts/rules.ts';
import { silentOn } from '@balie/shared/domain/rule-channels.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { KnownThings } from '../sla/public.ts';
import { SendingRules } from '../tickets/public.ts';
import { RuleCannotAnswer, RuleNameTaken, RuleOrderOutdated } from './rule.errors.ts';
import { rulesChanged } from './rule.events.ts';

/** A rule as it works. */
export interface ActiveRule {
  readonly id: string;
  readonly name: string;
  readonly terms: RuleTerms;
  readonly activeSince: Date;
}

const FIRED_DAYS = 30;

/** What is done by itself, in order. */
@Injectable()
export class Rules {
  constructor(
    private readonly known: KnownThings,
    private readonly sending: SendingRules,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  active(reader: Reader): Promise<ActiveRule[]> {
    return reader.prepared<ActiveRule>(
      `select id, name, terms, coalesce(active_since, updated_at) as "activeSince" from rules
        where organisation_id = $1 and active order by position, id`,
      [reader.organisationId],
    );
  }

  async list(reader: Reader, id: string | null = null): Promise<Rule[]> {
    const since = new Date(this.clock.now().getTime() - FIRED_DAYS * 86_400_000);
    return reader.query<Rule>(
      `select r.id, r.name, r.active, r.terms, coalesce(f.count, 0)::int as fired, to_json(f.last) as "lastFiredAt",
              case when r.switched_off_at is not null and t.id is not null then json_build_object(
                'at', r.switched_off_at, 'ticketId', t.id, 'ticketNumber', t.number) end as "switchedOff"
         from rules r
         left join tickets t on t.id = r.switched_off_ticket_id
         left join lateral (select count(*) as count, max(n.created_at) as last from rule_runs n
           where n.rule_id = r.id and n.outcome = 'fired' and n.created_at >= $2) f on true
        where r.organisation_id = $1 and ($3::uuid is null or r.id = $3) order by r.position, r.id`,
      [reader.organisationId, since, id],
    );
  }

  /** At the end of the list. @throws {RuleNameTaken | RuleCannotAnswer | NotFound} the latter of what it names */
  async create(tx: Tx, rule: SaveRuleRequest): Promise<Rule> {
    const id = newId();
    await this.check(tx, rule.terms);
    const now = this.clock.now();
    await nameFree(
      tx.query(
        `insert into rules (id, organisation_id, name, active, active_since, position, terms, created_at, updated_at)
         select $1, $2, $3, $4, case when $4 then $6::timestamptz end, coalesce(max(position), 0) + 1, $5::jsonb, $6, $6
           from rules where organisation_id = $2`,
        [id, tx.organisationId, rule.name, rule.active, JSON.stringify(rule.terms), now],
      ),
    );
    return this.changed(tx, id);
  }

  /** What is switched on (again) leaves alone what was over by then. @throws {RuleNameTaken | RuleCannotAnswer | NotFound} */
  async save(tx: Tx, id: string, rule: SaveRuleRequest): Promise<Rule> {
    await this.check(tx, rule.terms);
    const saved = await nameFree(
      tx.execute(
        `update rules set name = $3, terms = $5, updated_at = $6,
           active_since = case when not $4 then null when active and terms = $5::jsonb then active_since else $6 end,
           switched_off_at = case when $4 then null else switched_off_at end,
           switched_off_ticket_id = case when $4 then null else switched_off_ticket_id end, active = $4
          where organisation_id = $1 and id = $2`,
        [tx.organisationId, id, rule.name, rule.active, JSON.stringify(rule.terms), this.clock.now()],
      ),
    );
    if (saved === 0) throw new NotFound('rule');
    return this.changed(tx, id);
  }

  /** @throws {RuleOrderOutdated} when these are not exactly those that there are */
  async order(tx: Tx, ids: readonly string[]): Promise<Rule[]> {
    const known = await tx.query<{ id: string }>('select id from rules where organisation_id = $1 order by id for update', [
      tx.organisationId,
    ]);
    if (new Set(ids).size !== ids.length || known.length !== ids.length || known.some(({ id }) => !ids.includes(id)))
      throw new RuleOrderOutdated();
    await tx.query(
      `update rules r set position = o.position from unnest($2::uuid[]) with ordinality as o(id, position)
        where r.id = o.id and r.organisation_id = $1`,
      [tx.organisationId, ids],
    );
    await this.outbox.add(tx, rulesChanged, { ruleIds: [] });
    return this.list(tx);
  }

  /** @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    const removed = await tx.execute('delete from rules where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    if (removed === 0) throw new NotFound('rule');
    await this.outbox.add(tx, rulesChanged, { ruleIds: [] });
  }

  /** It ran wild on this ticket. */
  async switchOff(tx: Tx, id: string, ticketId: string): Promise<void> {
    await tx.query(
      `update rules set active = false, active_since = null, switched_off_at = $3, switched_off_ticket_id = $4
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, id, this.clock.now(), ticketId],
    );
    await this.outbox.add(tx, rulesChanged, { ruleIds: [] });
  }

  /** Of the channels that are connected: may machines answer there? */
  async answerRules(reader: Reader): Promise<AnswerRules['items']> {
    const rows = await reader.query<{ kind: string }>(
      'select distinct kind from channel_accounts where organisation_id = $1 and removed_at is null order by kind',
      [reader.organisationId],
    );
    return rows.map(({ kind }) => {
      const may = this.sending.mayAnswerAutomatically({ kind });
      return { channelKind: kind, allowed: may.allowed, reason: may.allowed ? null : may.reason };
    });
  }

  private async changed(tx: Tx, id: string): Promise<Rule> {
    await this.outbox.add(tx, rulesChanged, { ruleIds: [id] });
    const [found] = await this.list(tx, id);
    if (!found) throw new NotFound('rule');
    return found;
  }

  /** Foreign keys look past the fence between organisations, and JSON has none. */
  private async check(tx: Tx, terms: RuleTerms): Promise<void> {
    const ids = (field: 'shop' | 'account' | 'team' | 'assignee') =>
      conditionsIn(terms.conditions).flatMap((one) => (one.field === field ? one.values.filter((value) => value !== 'none') : []));
    const teams = terms.actions.flatMap((action) => (action.kind === 'assign_team' && action.teamId ? [action.teamId] : []));
    const agents = terms.actions.flatMap((action) =>
      (action.kind === 'assign_agent' || action.kind === 'notify_agent') && action.agentId ? [action.agentId] : [],
    );
    await this.known.exist(tx, 'shop', ids('shop'));
    await this.known.exist(tx, 'channel account', ids('account'));
    await this.known.exist(tx, 'team', [...ids('team'), ...teams]);
    await this.known.exist(tx, 'colleague', [...ids('assignee'), ...agents]);
    const { silent, everywhere } = silentOn(terms, await this.answerRules(tx));
    if (everywhere) throw new RuleCannotAnswer(silent[0]?.reason ?? '');
  }
}

/** Those of a group and of all groups in it, in the order of reading. */
export function conditionsIn(group: RuleGroup): Exclude<RuleGroup['items'][number], RuleGroup>[] {
  return group.items.flatMap((item) => ('how' in item ? conditionsIn(item) : [item]));
}

async function nameFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'rules_name')) throw new RuleNameTaken();
    throw error;
  }
}
