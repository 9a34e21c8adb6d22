import type { RuleTrigger } from '@balie/shared/contracts/rules.ts';
import { afterOpenTime } from '@balie/shared/domain/business-calendar.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { ActiveRule } from './rules.ts';
import { type TicketInRules, TicketsInRules } from './ticket-in-rules.ts';

export type Waiting = Extract<RuleTrigger, { kind: 'time_passed' }>;
interface Timer {
  readonly ruleId: string;
  readonly ticketId: string;
  /** Which of the rule's moments. */
  readonly trigger: number;
  /** Null: there is nothing to wait for. */
  readonly anchor: Date | null;
  readonly dueAt: Date | null;
}

/** When rules that wait are to look at a ticket: stored moments, so that nothing walks over all tickets. */
@Injectable()
export class RuleTimers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsInRules,
    private readonly clock: Clock,
  ) {}

  /** After something happened to these tickets. What was looked at already since the same moment is not looked at again. */
  async plan(ticketIds: readonly string[], rules: readonly ActiveRule[]): Promise<void> {
    const waiting = rules.filter(({ terms }) => terms.when.some(({ kind }) => kind === 'time_passed'));
    if (waiting.length === 0 || ticketIds.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      const known = await this.tickets.read(tx, ticketIds);
      await this.store(
        tx,
        known.flatMap((ticket) => waiting.flatMap((rule) => timersOf(rule, ticket))),
      );
    });
  }

  private async store(tx: Tx, timers: readonly Timer[]): Promise<void> {
    if (timers.length === 0) return;
    const rows = JSON.stringify(timers);
    const columns = `"ruleId" uuid, "ticketId" uuid, trigger int, anchor timestamptz, "dueAt" timestamptz`;
    // A rule that was removed meanwhile has nothing to wait for.
    await tx.query(
      `insert into rule_timers (rule_id, ticket_id, organisation_id, trigger, anchor, due_at)
       select n."ruleId", n."ticketId", $1, n.trigger, n.anchor, n."dueAt" from jsonb_to_recordset($2::jsonb) as n(${columns})
         join rules r on r.id = n."ruleId" and r.organisation_id = $1
        where n.anchor is not null order by 1, 2, 4
       on conflict (rule_id, ticket_id, trigger) do update set anchor = excluded.anchor, due_at = excluded.due_at
        where rule_timers.anchor <> excluded.anchor`,
      [tx.organisationId, rows],
    );
    await tx.query(
      `delete from rule_timers r using jsonb_to_recordset($2::jsonb) as n(${columns})
        where r.organisation_id = $1 and r.rule_id = n."ruleId" and r.ticket_id = n."ticketId" and r.trigger = n.trigger and n.anchor is null`,
      [tx.organisationId, rows],
    );
  }

  /** As it is now, for one that seems to be due. Undefined: it waits for nothing any more. */
  async recheck(rule: ActiveRule, ticketId: string, trigger: number): Promise<{ anchor: Date; dueAt: Date | null } | undefined> {
    const [known] = await this.unitOfWork.read((reader) => this.tickets.read(reader, [ticketId]));
    const timer = known && timersOf(rule, known).find((one) => one.trigger === trigger);
    return timer?.anchor ? { anchor: timer.anchor, dueAt: timer.dueAt } : undefined;
  }

  /** It was looked at, or it is due at another time. */
  async settle(key: Pick<Timer, 'ruleId' | 'ticketId' | 'trigger'>, anchor: Date, dueAt: Date | null): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query(
        `update rule_timers set due_at = $6 where organisation_id = $1 and rule_id = $2 and ticket_id = $3 and trigger = $4 and anchor = $5`,
        [tx.organisationId, key.ruleId, key.ticketId, key.trigger, anchor, dueAt],
      ),
    );
  }

  async forget(key: Pick<Timer, 'ruleId' | 'ticketId' | 'trigger'>): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('delete from rule_timers where organisation_id = $1 and rule_id = $2 and ticket_id = $3 and trigger = $4', [
        tx.organisationId,
        key.ruleId,
        key.ticketId,
        key.trigger,
      ]),
    );
  }

  /** Those of this organisation that are due by now. */
  due(limit: number): Promise<{ ruleId: string; ticketId: string; trigger: number; anchor: Date }[]> {
    return this.unitOfWork.read((reader) =>
      reader.prepared(
        `select rule_id as "ruleId", ticket_id as "ticketId", trigger, anchor from rule_timers
          where organisation_id = $1 and due_at <= $2 order by due_at limit $3`,
        [reader.organisationId, this.clock.now(), limit],
      ),
    );
  }
}

/** What a rule waits for at this ticket. Where it was over before the rule was switched on, that stays as it is: nothing is due. */
export function timersOf({ id, terms, activeSince }: ActiveRule, known: TicketInRules): Timer[] {
  return terms.when.flatMap((trigger, index) => {
    if (trigger.kind !== 'time_passed') return [];
    const anchor = known.ticket.isMerged ? null : anchorOf(trigger, known);
    const due = anchor ? dueOf(trigger, known, anchor) : undefined;
    const dueAt = due !== undefined && due > activeSince.getTime() ? new Date(due) : null;
    return [{ ruleId: id, ticketId: known.ticket.id, trigger: index, anchor, dueAt }];
  });
}

/** Since when its time counts; null: it does not. */
export function anchorOf({ since }: Waiting, { ticket }: TicketInRules): Date | null {
  switch (since) {
    case 'created':
      return ticket.createdAt;
    case 'customer_waits':
      return ticket.waitingSince;
    case 'we_answered': {
      const { answeredAt, message } = ticket;
      return answeredAt && (!message || message.at < answeredAt) ? answeredAt : null;
    }
    case 'status':
      return ticket.statusSince;
  }
}

export function dueOf({ minutes, hours }: Waiting, { calendar }: TicketInRules, anchor: Date): number | undefined {
  const ms = minutes * 60_000;
  return hours === 'business' && calendar ? afterOpenTime(calendar, anchor.getTime(), ms) : anchor.getTime() + ms;
}
