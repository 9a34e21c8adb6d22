import { Parameters } from '../../platform/database/parameters.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import type { ParsedSearch, SearchFilter } from './search-query.ts';
import { foldText } from './search-words.ts';

/** Dates mean days where the shops are. */
const TIME_ZONE = 'Europe/Amsterdam';
const NOBODY = /^(none|nobody|niemand|geen)$/;
const MYSELF = /^(me|ik|mij)$/;

/** Demands on the ticket as SQL over `tickets t`; each may be empty. */
export interface TicketFilters {
  /** Plain demands on the row, by which PostgreSQL knows how to walk tickets by time. */
  readonly indexed: readonly string[];
  readonly others: readonly string[];
  /** Filters whose value stands for nothing in this organisation, as the user wrote them. */
  readonly unknown: readonly string[];
}

interface Named {
  readonly field: SearchFilter['field'];
  readonly id: string;
  readonly name: string;
}

/** Looks up whom and what the filters name (one query, and none where they name nothing) and puts them into SQL. */
export async function ticketFilters(
  tx: Reader,
  { filters }: ParsedSearch,
  agentId: string,
  parameters: Parameters,
): Promise<TicketFilters> {
  const named = filters.some((filter) => 'value' in filter) ? await readNames(tx, filters) : [];
  const unknown: string[] = [];
  const conditions: { filter: SearchFilter; sql: string }[] = [];
  for (const filter of filters) {
    if (filter.field === 'file') continue; // Asked of the document.
    const sql = toSql(filter, named, agentId, parameters);
    if (sql === undefined) unknown.push('source' in filter ? filter.source : '');
    else conditions.push({ filter, sql });
  }
  const demands = anyOfSameField(conditions);
  return {
    indexed: demands.filter(({ plain }) => plain).map(({ sql }) => sql),
    others: demands.filter(({ plain }) => !plain).map(({ sql }) => sql),
    unknown,
  };
}

/** A ticket has one of these: `status:open status:pending` asks for either. */
const SINGLE: ReadonlySet<SearchFilter['field']> = new Set(['status', 'assignee', 'team', 'shop', 'number']);

function anyOfSameField(conditions: readonly { filter: SearchFilter; sql: string }[]): { plain: boolean; sql: string }[] {
  const single = (filter: SearchFilter) => SINGLE.has(filter.field) && !filter.negated;
  const grouped = Map.groupBy(
    conditions.filter(({ filter }) => single(filter)),
    ({ filter }) => filter.field,
  );
  return [
    ...[...grouped.values()].map((same) => ({ plain: true, sql: `(${same.map(({ sql }) => sql).join(' or ')})` })),
    ...conditions
      .filter(({ filter }) => !single(filter))
      .map(({ filter, sql }) => ({
        plain: !filter.negated && (filter.field === 'before' || filter.field === 'after'),
        sql: filter.negated ? `(${sql}) is not true` : sql,
      })),
  ];
}

function toSql(filter: SearchFilter, named: readonly Named[], agentId: string, parameters: Parameters): string | undefined {
  switch (filter.field) {
    case 'status':
      return `t.status in (${filter.statuses.map((status) => parameters.add(status)).join(', ')})`;
    case 'number':
      return `t.number = ${parameters.add(filter.number)}`;
    case 'before':
      return `t.last_message_at < ${startOfDay(filter.date, parameters)}`;
    case 'after':
      return `t.last_message_at >= ${startOfDay(filter.date, parameters)}`;
    case 'unread': {
      const readAt = `select r.read_at from ticket_reads r where r.ticket_id = t.id and r.agent_id = ${parameters.add(agentId)}`;
      return `t.last_inbound_at > coalesce((${readAt}), '-infinity')`;
    }
    case 'tag':
      if (!named.some(({ field, name }) => field === 'tag' && name === filter.value)) return undefined;
      return `exists (select from ticket_tags g where g.ticket_id = t.id and g.name = ${parameters.add(filter.value)})`;
    case 'file':
      return undefined;
    default:
      return toPeople(filter.field, filter.value, named, agentId, parameters);
  }
}

function toPeople(
  field: 'assignee' | 'team' | 'shop',
  value: string,
  named: readonly Named[],
  agentId: string,
  parameters: Parameters,
): string | undefined {
  const column = `t.${field}_id`;
  if (NOBODY.test(value) && field !== 'shop') return `${column} is null`;
  if (MYSELF.test(value) && field === 'assignee') return `${column} = ${parameters.add(agentId)}`;
  const ids = named.filter((known) => known.field === field && isCalled(known.name, value)).map(({ id }) => id);
  return ids.length > 0 ? `${column} = any(${parameters.add(ids)}::uuid[])` : undefined;
}

/** Each typed word begins a word of the name. */
function isCalled(name: string, typed: string): boolean {
  const words = foldText(name).split(/[^\p{L}\p{N}]+/u);
  const asked = foldText(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return asked.length > 0 && asked.every((part) => words.some((word) => word.startsWith(part)));
}

function startOfDay(date: string, parameters: Parameters): string {
  return `(${parameters.add(date)}::date::timestamp at time zone '${TIME_ZONE}')`;
}

function readNames(tx: Reader, filters: readonly SearchFilter[]): Promise<Named[]> {
  const tags = filters.flatMap((filter) => (filter.field === 'tag' ? [filter.value] : []));
  return tx.query<Named>(
    `select 'assignee' as field, id::text, name from agents where organisation_id = $1
     union all select 'team', id::text, name from teams where organisation_id = $1
     union all select 'shop', id::text, name from shops where organisation_id = $1
     union all select 'tag', '', name from tags where organisation_id = $1 and name = any($2::text[])`,
    [tx.organisationId, tags],
  );
}
