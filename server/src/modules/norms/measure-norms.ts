import type { MeasuredNorm, OwnNorm } from '@balie/shared/contracts/norms.ts';
import { openTimeBetween } from '@balie/shared/domain/business-calendar.ts';
import type { NormStep } from '@balie/shared/domain/norm-forecast.ts';
import { stateOf } from '@balie/shared/domain/norm-score.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { calendarOf, SlaSettings } from '../sla/public.ts';
import type { Depth } from './marketplace-facts.ts';
import { periodsOf } from './norm-windows.ts';
import { OwnNorms } from './own-norms.ts';

/** Days and weeks of own norms are those of the house. */
export const OWN_ZONE = 'Europe/Amsterdam';
/** Of fewer than that nothing is said to be broken. */
const FEWEST = 5;

/** Nobody has more questions waiting within hours; of the oldest it does not matter. */
const MOST_OPEN = 5_000;

interface Counted {
  readonly id: string;
  readonly day: string;
  readonly right: number;
  readonly wrong: number;
  readonly open: number;
}
const NOTHING: Omit<Counted, 'id' | 'day'> = { right: 0, wrong: 0, open: 0 };

const keyOf = ({ id, day }: { readonly id: string; readonly day: string }) => `${id} ${day}`;

/** Named by the norms: whatever they are where the list is empty. */
const scoped = (row: string) => `
  (cardinality(n."shopIds") = 0 or ${row}.shop_id = any(n."shopIds")) and (cardinality(n."channelKinds") = 0 or ${row}.channel_kind = any(n."channelKinds"))
  and (cardinality(n."teamIds") = 0 or ${row}.team_id = any(n."teamIds"))`;
const NORMS = `jsonb_to_recordset($2::jsonb) as n(id text, day text, "from" timestamptz, until timestamptz, metric text, ms bigint, hours text,
  "shopIds" uuid[], "channelKinds" text[], "teamIds" uuid[])`;

/** Holds own norms against what happened: so many questions to the database, however many norms. */
@Injectable()
export class MeasureNorms {
  constructor(
    private readonly norms: OwnNorms,
    private readonly settings: SlaSettings,
    private readonly clock: Clock,
  ) {}

  /** The active ones. */
  async all(reader: Reader, depth: Depth): Promise<MeasuredNorm[]> {
    const norms = (await this.norms.list(reader)).filter(({ active }) => active);
    if (norms.length === 0) return [];
    const now = this.clock.now();
    const periods = new Map(
      norms.map((norm) => [norm.id, periodsOf(norm.window, OWN_ZONE, now.getTime()).slice(depth === 'now' ? -1 : 0)]),
    );
    const rows = norms.flatMap(({ id, metric, seconds, hours, scope }) =>
      (periods.get(id) ?? []).map(({ day, from, until }) => ({
        ...{ id, day, metric, hours, ...scope, ms: seconds === null ? null : seconds * 1_000 },
        ...{ from: new Date(from), until: new Date(until) },
      })),
    );
    const [questions, calls, overdue] = await Promise.all([
      this.questions(reader, rows, now),
      this.calls(reader, rows),
      this.overdue(reader, rows, now),
    ]);
    const counted = new Map([...questions, ...calls].map((one) => [keyOf(one), one]));
    for (const key of overdue) {
      const one = counted.get(key);
      if (one) counted.set(key, { ...one, wrong: one.wrong + 1, open: one.open - 1 });
    }
    return norms.map((norm) =>
      measured(
        norm,
        (periods.get(norm.id) ?? []).map(({ day }) => ({ day, ...(counted.get(keyOf({ id: norm.id, day })) ?? NOTHING) })),
      ),
    );
  }

  /**
   * Of business hours, what nobody has answered is open here; `overdue` knows calendars. What was solved without an answer in time is neither
   * right nor wrong (2).
   */
  private questions(reader: Reader, rows: readonly object[], now: Date): Promise<Counted[]> {
    const end = `case n.metric when 'solved' then q.solved_at else q.answered_at end`;
    const took = `case when n.hours = 'business' then q.worked_ms else extract(epoch from ${end} - q.asked_at) * 1000 end`;
    const sofar = `extract(epoch from $3::timestamptz - q.asked_at) * 1000`;
    return reader.query<Counted>(
      `select n.id, n.day, (count(*) filter (where c.verdict = 1))::int as right, (count(*) filter (where c.verdict = 0))::int as wrong,
              (count(*) filter (where c.verdict is null))::int as open
         from ${NORMS}
         join norm_questions q on q.organisation_id = $1 and q.asked_at >= n."from" and q.asked_at < n.until and ${scoped('q')}
        cross join lateral (select case
          when ${end} is not null then (n.ms is null or ${took} <= n.ms)::int
          when n.ms is null then 0
          when n.metric = 'first_answer' and q.solved_at is not null then
            case when n.hours = 'calendar' and q.solved_at > q.asked_at + make_interval(secs => n.ms / 1000) then 0 else 2 end
          when n.hours = 'calendar' and ${sofar} > n.ms then 0 end as verdict) c
        where n.metric <> 'calls_answered' group by n.id, n.day`,
      [reader.organisationId, JSON.stringify(rows), now],
    );
  }

  /** Which norms and stretches have a question that nobody has answered in so many business hours; one for each such question. */
  private async overdue(reader: Reader, rows: readonly { readonly hours: string }[], now: Date): Promise<string[]> {
    const business = rows.filter(({ hours }) => hours === 'business');
    if (business.length === 0) return [];
    const [found, settings] = await Promise.all([
      reader.query<{ id: string; day: string; ms: string; askedAt: Date; shopId: string; channelAccountId: string }>(
        `select n.id, n.day, n.ms, q.asked_at as "askedAt", q.shop_id as "shopId", q.channel_account_id as "channelAccountId"
           from ${NORMS}
           join norm_questions q on q.organisation_id = $1 and q.asked_at >= n."from" and q.asked_at < n.until and ${scoped('q')}
          where q.answered_at is null and q.solved_at is null order by q.asked_at desc limit ${MOST_OPEN}`,
        [reader.organisationId, JSON.stringify(business)],
      ),
      this.settings.all(reader),
    ]);
    const worked = (one: (typeof found)[number]) =>
      openTimeBetween(calendarOf(settings, one).calendar, one.askedAt.getTime(), now.getTime());
    return found.filter((one) => worked(one) > Number(one.ms)).map(keyOf);
  }

  /** Who hung up within seconds could not have been answered. */
  private calls(reader: Reader, rows: readonly object[]): Promise<Counted[]> {
    const isRight = `(l.outcome = 'answered' and (n.ms is null or coalesce(l.wait_seconds, 0) * 1000 <= n.ms))`;
    return reader.query<Counted>(
      `select n.id, n.day, (count(*) filter (where ${isRight}))::int as right, (count(*) filter (where not ${isRight}))::int as wrong, 0 as open
         from ${NORMS} join norm_calls l on l.organisation_id = $1 and l.rang_at >= n."from" and l.rang_at < n.until and ${scoped('l')}
        where n.metric = 'calls_answered' and l.outcome <> 'abandoned' group by n.id, n.day`,
      [reader.organisationId, JSON.stringify(rows)],
    );
  }
}

function measured(norm: OwnNorm, periods: readonly Omit<Counted, 'id'>[]): MeasuredNorm {
  const { right, wrong, open } = periods.at(-1) ?? NOTHING;
  const share = (one: Pick<Counted, 'right' | 'wrong'>) => (one.right + one.wrong === 0 ? null : one.right / (one.right + one.wrong));
  const total = right + wrong;
  const found = stateOf({ wrong, total }, { condition: '>=', threshold: norm.threshold, from: 1 });
  return {
    norm,
    state: found === 'broken' && total < FEWEST ? 'at_risk' : found,
    value: share({ right, wrong }),
    ...{ right, wrong, open },
    history: periods.map((one) => ({ period: one.day, ours: share(one), theirs: null })),
  };
}

/** At which somebody is told. */
export function stepsOf({ state }: Pick<MeasuredNorm, 'state'>): NormStep[] {
  return state === 'broken' ? ['at_risk', 'broken'] : state === 'at_risk' ? ['at_risk'] : [];
}
