import { Parameters } from '../../platform/database/parameters.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { hasPhrase, type Question, tsquery } from './search-expression.ts';
import type { TicketFilters } from './search-filters.ts';

/** A ticket of the number that was typed stands first, then hits in subject and names, then in the text; in each the newest first. */
export const NUMBER = 0;
export const HEADING = 1;
export const TEXT = 2;
export interface Hit {
  readonly id: string;
  readonly at: Date;
  readonly tier: number;
}
export interface Place {
  readonly at: string;
  readonly id: string;
}
/** What is looked for. `parameters` holds the values of `filters`; statements add their own. */
export interface Wanted {
  readonly question: Question;
  /** A tier of its own: not looked for again. */
  readonly number: number | null;
  readonly filters: TicketFilters;
  readonly parameters: readonly unknown[];
}

/** So many of the newest tickets are looked at; with at least `DENSE` hits among them a walk by time soon fills a page. */
const PROBE = 200;
const DENSE = 4;
/** A walk that has not filled its page by then leaves it to the text index. */
const MAX_WALK = 4_000;
const NEWEST = 't.last_message_at desc, t.id desc';

export function findNumber(tx: Reader, number: number): Promise<Hit[]> {
  return tx.query<Hit>(
    `select t.id, t.last_message_at as at, ${NUMBER} as tier from tickets t where t.organisation_id = $1 and t.number = $2`,
    [tx.organisationId, number],
  );
}

/**
 * One tier of hits after a place, newest first. A common word is found by walking the newest tickets until the page is
 * full, a rare one through the text index, which knows no order; a probe of the newest tickets tells which it is.
 */
export async function findHits(tx: Reader, tier: number, wanted: Wanted, after: Place | undefined, limit: number): Promise<Hit[]> {
  const parameters = new Parameters(wanted.parameters);
  const organisation = parameters.add(tx.organisationId);
  const { question } = wanted;
  const others =
    wanted.number === null ? wanted.filters.others : [...wanted.filters.others, `t.number <> ${parameters.add(wanted.number)}`];
  const beyond = after ? [`(t.last_message_at, t.id) < (${parameters.add(after.at)}, ${parameters.add(after.id)})`] : [];
  const inOrder = ['true', ...wanted.filters.indexed, ...beyond].join(' and ');
  const otherwise = ['true', ...others].join(' and ');
  const filtered = wanted.filters.indexed.length + others.length > 0;
  const newest = (count: number) => `
    (select ${others.length > 0 ? 't.*' : 't.id, t.last_message_at'} from tickets t where t.organisation_id = ${organisation} and ${inOrder} order by ${NEWEST} limit ${count}) t`;
  if (question.conditions.length === 0) {
    const sql = `select t.id, t.last_message_at as at, ${tier} as tier from tickets t
                  where t.organisation_id = ${organisation} and ${inOrder} and ${otherwise} order by ${NEWEST} limit ${limit}`;
    return tx.query<Hit>(sql, parameters.values);
  }
  const { matches, index, settles } = inTier(tier, question, parameters);
  const fits = `(select ${matches} from ticket_search s where s.ticket_id = t.id)`;
  return tx.query<Hit>(
    `with probe as materialized (
       select count(*) as hits from ${newest(PROBE)} where ${otherwise} and ${fits}
     ), walk as materialized (
       select t.id, t.last_message_at from ${newest(MAX_WALK)}
        where (select hits from probe) >= ${DENSE} and ${otherwise} and ${fits} limit ${limit}
     ), found as materialized (
       select t.id, t.last_message_at
         from ${filtered ? 'ticket_search s join tickets t on t.id = s.ticket_id' : '(select *, ticket_id as id from ticket_search) t'}
        where (select count(*) from walk) < ${limit} and t.organisation_id = ${organisation}
          and ${index(filtered ? 's' : 't')} and ${inOrder} and ${otherwise}
     )
     select t.id, t.last_message_at as at, ${tier} as tier from (
       select * from walk where (select count(*) from walk) >= ${limit}
       union all
       (select * from (select * from found t order by ${NEWEST}) t where ${settles ? fits : 'true'} limit ${limit})) t
      order by ${NEWEST}`,
    parameters.values,
  );
}

interface TierConditions {
  /** Over `ticket_search s`: the whole truth about one document. */
  readonly matches: string;
  /** Over the named alias: what the text index can tell. */
  readonly index: (alias: string) => string;
  /** The index tells only candidates; `matches` has the last word. */
  readonly settles: boolean;
}

function inTier(tier: number, { conditions, heading }: Question, parameters: Parameters): TierConditions {
  const inHeading = heading.length > 0 ? tsquery(heading, parameters) : undefined;
  const pairs = conditions.flatMap((condition) => condition.pairs ?? []);
  const side = pairs.length > 0 ? parameters.add(pairs) : undefined;
  const sideBySide = (alias: string) => (side ? ` and ${alias}.pairs @> ${side}::int[]` : '');
  if (tier === HEADING) {
    const rest = heading.length < conditions.length ? tsquery(conditions, parameters) : undefined;
    const index = (alias: string) =>
      `${alias}.heading @@ ${inHeading}${rest ? ` and ${alias}.document @@ ${rest}` : ''}${sideBySide(alias)}`;
    return { matches: index('s'), index, settles: false };
  }
  const whole = tsquery(conditions, parameters);
  const phrase = hasPhrase(conditions);
  const loose = phrase ? tsquery(conditions, parameters, true) : whole;
  const notAbove = (alias: string) => (inHeading ? ` and not ${alias}.heading @@ ${inHeading}` : '');
  return {
    matches: `s.document @@ ${whole}${sideBySide('s')}${notAbove('s')}`,
    index: (alias) => `${alias}.document @@ ${loose}${sideBySide(alias)}${notAbove(alias)}`,
    settles: phrase,
  };
}
