import { openTimeBetween } from '@balie/shared/domain/business-calendar.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { calendarOf, SlaSettings } from '../sla/public.ts';
import { OWN_ZONE } from './norm-windows.ts';

/** A norm, and the stretch of it that is asked about. */
export interface NormStretch {
  readonly id: string;
  /** The first day of the stretch. */
  readonly day: string;
  readonly from: Date;
  readonly until: Date;
  readonly metric: string;
  readonly hours: string;
  /** Null: no limit. */
  readonly seconds: number | null;
  readonly shopIds: readonly string[];
  readonly channelKinds: readonly string[];
  readonly teamIds: readonly string[];
}

interface Of {
  readonly id: string;
  readonly day: string;
}
export interface EndedDay extends Of {
  readonly right: number;
  readonly wrong: number;
}
export interface WaitingDay extends Of {
  readonly wrong: number;
  readonly open: number;
}

/** Nobody has more questions waiting within hours; of the oldest it does not matter. */
const MOST_OPEN = 5_000;

/** Named by the norms: whatever they are where the list is empty. */
const scoped = (row: string) => `
  (cardinality(n."shopIds") = 0 or ${row}.shop_id = any(n."shopIds")) and (cardinality(n."channelKinds") = 0 or ${row}.channel_kind = any(n."channelKinds"))
  and (cardinality(n."teamIds") = 0 or ${row}.team_id = any(n."teamIds"))`;
const STRETCHES = `jsonb_to_recordset($2::jsonb) as n(id text, day text, "from" timestamptz, until timestamptz, metric text, hours text, seconds bigint,
  allowed interval, "shopIds" uuid[], "channelKinds" text[], "teamIds" uuid[])`;
const within = (row: string, at: string) =>
  `${row}.organisation_id = $1 and ${row}.${at} >= n."from" and ${row}.${at} < n.until and ${scoped(row)}`;

/** Counts what own norms are held against, each by one question to the database, however many norms. */
@Injectable()
export class OwnCounts {
  constructor(private readonly settings: SlaSettings) {}

  /**
   * Questions that were answered (solved, for norms that ask for that): what is found is so for good. What was solved without an answer in
   * time is neither right nor wrong (2).
   */
  ended(reader: Reader, stretches: readonly NormStretch[]): Promise<EndedDay[]> {
    if (stretches.length === 0) return Promise.resolve([]);
    const end = `case n.metric when 'solved' then q.solved_at else q.answered_at end`;
    return reader.query<EndedDay>(
      `select n.id, n.day, (count(*) filter (where c.verdict = 1))::int as right, (count(*) filter (where c.verdict = 0))::int as wrong
         from ${STRETCHES} join norm_questions q on ${within('q', 'asked_at')}
        cross join lateral (select case
          when ${end} is not null then
            case when n.seconds is null then 1
                 when n.hours = 'business' then (q.worked_ms <= n.seconds * 1000)::int
                 else (${end} <= q.asked_at + n.allowed)::int end
          when n.metric = 'first_answer' and q.solved_at is not null then
            case when n.hours = 'calendar' and q.solved_at > q.asked_at + n.allowed then 0 else 2 end end as verdict) c
        group by n.id, n.day`,
      [reader.organisationId, asRows(stretches)],
    );
  }

  /**
   * The others, which time alone judges; by the day on which they were asked. Of business hours they are all open here: `overdue` knows
   * calendars.
   */
  waiting(reader: Reader, stretches: readonly NormStretch[], now: Date): Promise<WaitingDay[]> {
    if (stretches.length === 0) return Promise.resolve([]);
    return reader.query<WaitingDay>(
      `select n.id, (q.asked_at at time zone $4)::date::text as day, (count(*) filter (where c.late))::int as wrong,
              (count(*) filter (where not c.late))::int as open
         from ${STRETCHES} join norm_questions q on q.solved_at is null and ${within('q', 'asked_at')}
        cross join lateral (select n.seconds is null or n.hours = 'calendar' and $3::timestamptz > q.asked_at + n.allowed as late) c
        where n.metric = 'solved' or q.answered_at is null group by 1, 2`,
      [reader.organisationId, asRows(stretches), now, OWN_ZONE],
    );
  }

  /** Which questions nobody has answered in so many business hours: the norm, and the day on which each was asked. */
  async overdue(reader: Reader, stretches: readonly NormStretch[], now: Date): Promise<Of[]> {
    const business = stretches.filter(({ hours }) => hours === 'business');
    if (business.length === 0) return [];
    const [found, settings] = await Promise.all([
      reader.query<{ id: string; seconds: string; askedAt: Date; shopId: string; channelAccountId: string }>(
        `select n.id, n.seconds, q.asked_at as "askedAt", q.shop_id as "shopId", q.channel_account_id as "channelAccountId"
           from ${STRETCHES} join norm_questions q on q.solved_at is null and ${within('q', 'asked_at')}
          where q.answered_at is null order by q.asked_at desc limit ${MOST_OPEN}`,
        [reader.organisationId, asRows(business)],
      ),
      this.settings.all(reader),
    ]);
    return found
      .filter((one) => {
        const { calendar } = calendarOf(settings, one);
        return openTimeBetween(calendar, one.askedAt.getTime(), now.getTime()) > Number(one.seconds) * 1_000;
      })
      .map(({ id, askedAt }) => ({ id, day: wallDayOf(OWN_ZONE, askedAt.getTime()) }));
  }

  /** By stretch. Who hung up within seconds could not have been answered. */
  calls(reader: Reader, stretches: readonly NormStretch[]): Promise<EndedDay[]> {
    if (stretches.length === 0) return Promise.resolve([]);
    const isRight = `(l.outcome = 'answered' and (n.seconds is null or coalesce(l.wait_seconds, 0) <= n.seconds))`;
    return reader.query<EndedDay>(
      `select n.id, n.day, (count(*) filter (where ${isRight}))::int as right, (count(*) filter (where not ${isRight}))::int as wrong
         from ${STRETCHES} join norm_calls l on ${within('l', 'rang_at')}
        where l.outcome <> 'abandoned' group by n.id, n.day`,
      [reader.organisationId, asRows(stretches)],
    );
  }
}

function asRows(stretches: readonly NormStretch[]): string {
  return JSON.stringify(stretches.map((one) => ({ ...one, allowed: one.seconds === null ? null : `${one.seconds} seconds` })));
}
