import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { KeptSums } from './kept-sums.ts';

/** The questions of a marketplace's shop in one week. */
export interface QuestionWeek {
  readonly shopId: string;
  readonly monday: string;
  readonly asked: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
  /** Those that came after the point at which the running week is now; of the weeks that were asked for. */
  readonly afterThisPoint: number;
}

/** Of those that were answered or solved, which is so for good. */
interface EndedSums {
  readonly shopId: string;
  readonly ended: number;
  readonly inTime: number;
  readonly late: number;
}
type EndedWeek = EndedSums & { readonly monday: string };

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

/** Which weeks of a marketplace are counted. */
export interface WeeksAsked {
  readonly kind: string;
  /** One after the other; the running one is the last. */
  readonly mondays: readonly string[];
  /** Moments, in the weeks of which it is counted what came after them. */
  readonly points: readonly { readonly monday: string; readonly at: Date }[];
}

/** Shops do not have more questions waiting; who has sees the first ones. */
const MOST_OPEN = 2_000;

/** Counts what norms are held against, each by one index. */
@Injectable()
export class NormCounts {
  constructor(private readonly sums: KeptSums) {}

  /** Solved without an answer in time is neither in time nor late, as for clocks. */
  async questions(reader: Reader, { kind, mondays, points }: WeeksAsked, now: Date): Promise<QuestionWeek[]> {
    const [first = ''] = mondays;
    const kept = (await this.sums.read<EndedSums[]>(reader, [kind], first)).get(kind);
    const [ended, waiting, after] = await Promise.all([
      this.ended(
        reader,
        kind,
        mondays.filter((monday) => !kept?.has(monday)),
      ),
      this.waiting(reader, kind, first, now),
      this.after(reader, kind, points),
    ]);
    const weeks = new Map<string, QuestionWeek>();
    const add = (shopId: string, monday: string, more: Partial<QuestionWeek>) => {
      const key = `${shopId} ${monday}`;
      const before = weeks.get(key) ?? { shopId, monday, asked: 0, inTime: 0, late: 0, open: 0, afterThisPoint: 0 };
      const { asked = 0, inTime = 0, late = 0, open = 0, afterThisPoint = 0 } = more;
      weeks.set(key, {
        ...before,
        asked: before.asked + asked,
        inTime: before.inTime + inTime,
        late: before.late + late,
        open: before.open + open,
        afterThisPoint: before.afterThisPoint + afterThisPoint,
      });
    };
    for (const [monday, sums] of kept ?? []) for (const one of sums) add(one.shopId, monday, { ...one, asked: one.ended });
    for (const one of ended) add(one.shopId, one.monday, { ...one, asked: one.ended });
    for (const one of waiting) add(one.shopId, one.monday, { ...one, asked: one.late + one.open });
    for (const one of after) add(one.shopId, one.monday, { afterThisPoint: one.count });
    return [...weeks.values()].toSorted((a, b) => a.monday.localeCompare(b.monday));
  }

  /** Counts the weeks that are over and have not been kept yet. After `KeptSums.hold`. */
  async keep(tx: Tx, { kind, mondays }: Pick<WeeksAsked, 'kind' | 'mondays'>): Promise<void> {
    const over = mondays.slice(0, -1);
    const kept = (await this.sums.read<EndedSums[]>(tx, [kind], over[0] ?? '')).get(kind);
    const missing = over.filter((monday) => !kept?.has(monday));
    const ended = Map.groupBy(await this.ended(tx, kind, missing), ({ monday }) => monday);
    this.sums.write(
      tx,
      missing.map((period) => ({ subject: kind, period, sums: (ended.get(period) ?? []).map(({ monday: _, ...sums }) => sums) })),
    );
  }

  private ended(reader: Reader, kind: string, mondays: readonly string[]): Promise<EndedWeek[]> {
    if (mondays.length === 0) return Promise.resolve([]);
    return reader.query<EndedWeek>(
      `select shop_id as "shopId", week::text as monday, count(*)::int as ended, (count(*) filter (where answered_at <= due_at))::int as "inTime",
              (count(*) filter (where coalesce(answered_at, solved_at) > due_at))::int as late
         from norm_questions where organisation_id = $1 and marketplace is not null and marketplace = $2 and week = any($3::date[])
          and (answered_at is not null or solved_at is not null)
        group by shop_id, week`,
      [reader.organisationId, kind, mondays],
    );
  }

  private waiting(reader: Reader, kind: string, monday: string, now: Date) {
    return reader.query<Pick<QuestionWeek, 'shopId' | 'monday' | 'late' | 'open'>>(
      `select shop_id as "shopId", week::text as monday, (count(*) filter (where due_at < $4))::int as late,
              (count(*) filter (where due_at >= $4))::int as open
         from norm_questions where organisation_id = $1 and marketplace is not null and marketplace = $2 and week >= $3
          and answered_at is null and solved_at is null
        group by shop_id, week`,
      [reader.organisationId, kind, monday, now],
    );
  }

  private after(reader: Reader, kind: string, points: WeeksAsked['points']) {
    return reader.query<{ shopId: string; monday: string; count: number }>(
      `select q.shop_id as "shopId", q.week::text as monday, count(*)::int as count
         from unnest($3::date[], $4::timestamptz[]) as p(week, at)
         join norm_questions q on q.organisation_id = $1 and q.marketplace is not null and q.week = p.week and q.asked_at > p.at
        where q.marketplace = $2 group by q.shop_id, q.week`,
      [reader.organisationId, kind, points.map(({ monday }) => monday), points.map(({ at }) => at)],
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
