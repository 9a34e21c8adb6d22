import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { SearchHit, SearchQuery } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Parameters } from '../../platform/database/parameters.ts';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';
import { questionOf } from './search-expression.ts';
import { ticketFilters } from './search-filters.ts';
import { Highlighter } from './search-highlight.ts';
import { findHits, findNumber, HEADING, type Hit, NUMBER, TEXT, type Wanted } from './search-hits.ts';
import { type ParsedSearch, parseSearch } from './search-query.ts';

/** Tier, last message, id. */
const marker = z.tuple([z.literal([NUMBER, HEADING, TEXT]), z.iso.datetime(), z.uuid()]);
type Marker = z.infer<typeof marker>;
/** Of a ticket, the newest messages among which the snippet is looked for, and how many characters of each. */
const MESSAGES_LOOKED_AT = 20;
const TEXT_LOOKED_AT = 3_000;
/** Of `searchQuery`. One text for pages of any length, so that it stays prepared. */
const MAX_PAGE = 100;

const NEWEST_TEXTS = `(
  select json_agg(m.text) from (
    select left(m.text, ${TEXT_LOOKED_AT}) as text from messages m where m.ticket_id = t.id and m.delivery_state <> 'undone'
     order by m.created_at desc, m.id desc limit ${MESSAGES_LOOKED_AT}) m)`;

interface SearchPage {
  readonly items: SearchHit[];
  readonly nextCursor: string | null;
  readonly unknownOperators: string[];
}

/** Finds tickets by words and operators: a ticket of that number first, then hits in subject and names, then in the text. */
@Injectable()
export class SearchTickets {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws {InvalidCursor} */
  search({ q, cursor, limit }: SearchQuery, agentId: string): Promise<SearchPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, marker);
    const parsed = parseSearch(q);
    return this.unitOfWork.read(async (tx) => {
      const { hits, unknown } = await this.hits(tx, parsed, after, limit + 1, agentId);
      const shown = hits.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.items(tx, shown, new Highlighter(parsed.terms), agentId),
        nextCursor: hits.length > limit && last ? encodeCursor([last.tier, last.at.toISOString(), last.id]) : null,
        unknownOperators: [...parsed.unknown, ...unknown],
      };
    });
  }

  private async hits(
    tx: Reader,
    parsed: ParsedSearch,
    after: Marker | undefined,
    limit: PageQuery['limit'],
    agentId: string,
  ): Promise<{ hits: Hit[]; unknown: readonly string[] }> {
    const parameters = new Parameters();
    const filters = await ticketFilters(tx, parsed, agentId, parameters);
    const question = questionOf(parsed);
    const { unknown } = filters;
    const filterCount = filters.indexed.length + filters.others.length;
    if (question.conditions.length + filterCount === 0) return { hits: [], unknown };
    if (filterCount > 0) await joinStepByStep(tx);
    const { number } = parsed;
    const hits = number !== null && !after ? await findNumber(tx, number) : [];
    const wanted: Wanted = { question, filters, number, parameters: parameters.values };
    for (const tier of question.heading.length > 0 ? [HEADING, TEXT] : [TEXT]) {
      if (hits.length >= limit || (after && after[0] > tier)) continue;
      const place = after && after[0] === tier ? { at: after[1], id: after[2] } : undefined;
      hits.push(...(await findHits(tx, tier, wanted, place, limit - hits.length)));
    }
    return { hits, unknown };
  }

  private async items(tx: Reader, hits: readonly Hit[], highlighter: Highlighter, agentId: string): Promise<SearchHit[]> {
    if (hits.length === 0) return [];
    const ids = hits.map((hit) => hit.id);
    const picked = 'select t.id from tickets t where t.organisation_id = $1 and t.id = any($2::uuid[])';
    const records = await tx.prepared<PersonalRecord & { texts: string[] | null }>(
      personalRows(picked, '$3', 'array_position($2::uuid[], t.id)', MAX_PAGE, `, ${NEWEST_TEXTS} as texts`),
      [tx.organisationId, ids, agentId],
    );
    return records.map((record) => ({ ...toPersonalRow(record), snippet: highlighter.snippet(record.texts ?? []) }));
  }
}

/** Row estimates of text queries are rough. Driven by them, PostgreSQL would read all tickets to join a few hits. */
async function joinStepByStep(tx: Reader): Promise<void> {
  await tx.query(`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);
}
