import { CALENDAR_HOURS } from '@balie/shared/domain/business-calendar.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Reader, type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { calendarOf, SlaSettings } from '../sla/public.ts';
import { TicketTimes } from '../tickets/public.ts';
import { callHours, countingDays } from './marketplace-calendar.ts';
import { MarketplaceRulesBook } from './marketplace-rules.ts';
import { Markets } from './markets.ts';
import { callsOf, type Marketplace, type MeasuredCall, type Question, questionOf } from './measured-ticket.ts';

const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** Keeps one row for each question and each call, as the ticket is now, however often it is asked to. */
@Injectable()
export class KeepQuestions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly times: TicketTimes,
    private readonly settings: SlaSettings,
    private readonly rules: MarketplaceRulesBook,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** Is there anything that norms are held against? */
  async isMeasuring(reader: Reader): Promise<boolean> {
    const [found] = await reader.prepared<{ measuring: boolean }>(
      `select exists (select from norms where organisation_id = $1 and active)
           or exists (select from channel_accounts where organisation_id = $1 and kind = any($2) and removed_at is null)
           or exists (select from order_sources where organisation_id = $1 and kind = any($2)) as measuring`,
      [reader.organisationId, this.rules.kinds()],
    );
    return found?.measuring ?? false;
  }

  /** After something happened to them. @returns whether it was of any interest */
  async afterEvents(ticketIds: readonly string[]): Promise<boolean> {
    if (!(await this.unitOfWork.read((reader) => this.isMeasuring(reader)))) return false;
    const held = new Set(await this.unitOfWork.run((tx) => this.execute(tx, ticketIds, 'skip')));
    // One by one: who holds nothing may wait for whom it will.
    for (const id of ticketIds.filter((one) => !held.has(one))) await this.unitOfWork.run((tx) => this.execute(tx, [id], 'wait'));
    return true;
  }

  /** @returns those that were there */
  async execute(tx: Tx, ticketIds: readonly string[], others: 'wait' | 'skip'): Promise<string[]> {
    const [tickets, settings, chosen] = await Promise.all([
      this.times.hold(tx, ticketIds, others),
      this.settings.all(tx),
      this.markets.chosen(tx),
    ]);
    const shops = [...new Set(tickets.map(({ shopId }) => shopId))];
    const ofShops = new Map(await Promise.all(shops.map(async (shopId) => [shopId, await this.marketplaces(shopId, chosen)] as const)));
    const questions = tickets.flatMap((ticket) => {
      const byKind = (kind: string | null) => (kind === null ? undefined : ofShops.get(ticket.shopId)?.get(kind));
      return questionOf(ticket, byKind, calendarOf(settings, ticket).calendar) ?? [];
    });
    const calls = tickets.flatMap((ticket) => {
      const [first] = ofShops.get(ticket.shopId)?.values() ?? [];
      return callsOf(ticket, first?.calls ?? CALENDAR_HOURS);
    });
    const ids = tickets.map(({ id }) => id);
    const asked = new Set(questions.map(({ ticketId }) => ticketId));
    saveQuestions(
      tx,
      questions,
      ids.filter((id) => !asked.has(id)),
    );
    saveCalls(tx, calls, ids);
    return ids;
  }

  /** As they are for a shop. */
  private async marketplaces(shopId: string, chosen: Awaited<ReturnType<Markets['chosen']>>): Promise<ReadonlyMap<string, Marketplace>> {
    const now = this.clock.now();
    const all = this.rules.kinds().flatMap((kind) => this.rules.find(kind) ?? []);
    const made = all.map(async (rules) => {
      const here = { ...rules, holidaysOf: chosen(rules.kind, shopId) ?? rules.holidaysOf };
      return { rules, days: await countingDays(here, now), calls: await callHours(here, now) };
    });
    return new Map((await Promise.all(made)).map((one) => [one.rules.kind, one]));
  }
}

function saveQuestions(tx: Tx, questions: readonly Question[], gone: readonly string[]): void {
  if (gone.length > 0)
    tx.write('delete from norm_questions where organisation_id = $1 and ticket_id = any($2::uuid[])', [tx.organisationId, gone]);
  if (questions.length === 0) return;
  const rows = questions.map((one) => ({
    ...one,
    askedAt: moment(one.askedAt),
    answeredAt: moment(one.answeredAt),
    solvedAt: moment(one.solvedAt),
    dueAt: moment(one.dueAt),
    longAt: moment(one.longAt),
  }));
  const columns =
    'shop_id, channel_account_id, channel_kind, team_id, asked_at, answered_at, worked_ms, solved_at, marketplace, week, due_at, long_at';
  const changed = columns.split(', ');
  tx.write(
    `insert into norm_questions as q (organisation_id, ticket_id, ${columns})
     select $1, n."ticketId", n."shopId", n."channelAccountId", n."channelKind", n."teamId", n."askedAt", n."answeredAt", n."workedMs", n."solvedAt", n.marketplace,
            n.week, n."dueAt", n."longAt"
       from jsonb_to_recordset($2::jsonb) as n("ticketId" uuid, "shopId" uuid, "channelAccountId" uuid, "channelKind" text, "teamId" uuid, "askedAt" timestamptz,
              "answeredAt" timestamptz, "workedMs" bigint, "solvedAt" timestamptz, marketplace text, week date, "dueAt" timestamptz,
              "longAt" timestamptz)
     on conflict (ticket_id) do update set ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}
      where (${changed.map((column) => `q.${column}`).join(', ')}) is distinct from (${changed.map((column) => `excluded.${column}`).join(', ')})`,
    [tx.organisationId, JSON.stringify(rows)],
  );
}

function saveCalls(tx: Tx, calls: readonly MeasuredCall[], ticketIds: readonly string[]): void {
  if (ticketIds.length === 0) return;
  tx.write('delete from norm_calls where organisation_id = $1 and ticket_id = any($2::uuid[]) and message_id <> all($3::uuid[])', [
    tx.organisationId,
    ticketIds,
    calls.map(({ messageId }) => messageId),
  ]);
  if (calls.length === 0) return;
  tx.write(
    `insert into norm_calls (organisation_id, message_id, ticket_id, shop_id, channel_kind, team_id, rang_at, wait_seconds, outcome, week, in_hours)
     select $1, n."messageId", n."ticketId", n."shopId", n."channelKind", n."teamId", n."rangAt", n."waitSeconds", n.outcome, n.week, n."inHours"
       from jsonb_to_recordset($2::jsonb) as n("messageId" uuid, "ticketId" uuid, "shopId" uuid, "channelKind" text, "teamId" uuid,
              "rangAt" timestamptz, "waitSeconds" int, outcome text, week date, "inHours" boolean)
     on conflict (message_id) do update set ticket_id = excluded.ticket_id, shop_id = excluded.shop_id, team_id = excluded.team_id,
       rang_at = excluded.rang_at, wait_seconds = excluded.wait_seconds, outcome = excluded.outcome, week = excluded.week,
       in_hours = excluded.in_hours`,
    [tx.organisationId, JSON.stringify(calls.map((one) => ({ ...one, rangAt: moment(one.rangAt) })))],
  );
}
