import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import type { MarketplaceRules } from './marketplace-rules.ts';

/** The questions of a marketplace's shop in one week. */
export interface QuestionWeek {
  readonly shopId: string;
  readonly kind: string;
  readonly monday: string;
  readonly asked: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
  /** Those that came after the point at which the running week is now. */
  readonly afterThisPoint: number;
}

/** A marketplace's question that nobody has answered yet. */
export interface OpenQuestion {
  readonly ticketId: string;
  readonly shopId: string;
  readonly kind: string;
  readonly monday: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly longAt: Date;
}

export interface CallWeek {
  readonly shopId: string;
  readonly monday: string;
  readonly attempts: number;
  readonly answered: number;
}

/** Shops do not have more questions waiting; who has sees the first ones. */
const MOST_OPEN = 2_000;

/** Counts what norms are held against, each by one index. */
@Injectable()
export class NormCounts {
  /** Solved without an answer in time is neither in time nor late, as for clocks. @param monday of the first week @param elapsedMs since the running week began */
  questions(reader: Reader, monday: string, elapsedMs: number, { timeZone }: Pick<MarketplaceRules, 'timeZone'>, now: Date) {
    return reader.query<QuestionWeek>(
      `select shop_id as "shopId", marketplace as kind, week::text as monday, count(*)::int as asked,
              (count(*) filter (where answered_at <= due_at))::int as "inTime",
              (count(*) filter (where coalesce(answered_at, solved_at, $3) > due_at))::int as late,
              (count(*) filter (where answered_at is null and solved_at is null and due_at >= $3))::int as open,
              (count(*) filter (where asked_at > (week::timestamp at time zone $4) + make_interval(secs => $5::float8 / 1000)))::int as "afterThisPoint"
         from norm_questions where organisation_id = $1 and marketplace is not null and week >= $2
        group by shop_id, marketplace, week order by week`,
      [reader.organisationId, monday, now, timeZone, elapsedMs],
    );
  }

  /** Soonest first; those whose time is over before. */
  open(reader: Reader, monday: string): Promise<OpenQuestion[]> {
    return reader.query<OpenQuestion>(
      `select ticket_id as "ticketId", shop_id as "shopId", marketplace as kind, week::text as monday, asked_at as "askedAt",
              due_at as "dueAt", long_at as "longAt"
         from norm_questions where organisation_id = $1 and marketplace is not null and answered_at is null and solved_at is null and week >= $2
        order by due_at, ticket_id limit ${MOST_OPEN}`,
      [reader.organisationId, monday],
    );
  }

  /** Every attempt counts, also of who hung up at once: it cannot be told from here how a marketplace judges those. */
  calls(reader: Reader, monday: string): Promise<CallWeek[]> {
    return reader.query<CallWeek>(
      `select shop_id as "shopId", week::text as monday, count(*)::int as attempts,
              (count(*) filter (where outcome = 'answered'))::int as answered
         from norm_calls where organisation_id = $1 and in_hours and week >= $2 group by shop_id, week`,
      [reader.organisationId, monday],
    );
  }

  /** The shops that sell on one of these marketplaces. */
  shops(reader: Reader, kinds: readonly string[]): Promise<{ shopId: string; shopName: string; kind: string }[]> {
    return reader.query(
      `select s.id as "shopId", s.name as "shopName", k.kind from shops s join (
         select shop_id, kind from channel_accounts where organisation_id = $1 and kind = any($2) and removed_at is null
         union select shop_id, kind from order_sources where organisation_id = $1 and kind = any($2)) k on k.shop_id = s.id
        where s.organisation_id = $1 order by lower(s.name), s.id, k.kind`,
      [reader.organisationId, kinds],
    );
  }
}
