import type { PersonalRow, ViewId, ViewTicketsQuery } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Parameters } from '../../platform/database/parameters.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Colleagues } from '../agents/public.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';
import { teamOf, viewCondition } from './view-condition.ts';

/** The moment the order goes by (null: there is none, or the order does not ask), last message, id. */
const marker = z.tuple([z.iso.datetime().nullable(), z.iso.datetime(), z.uuid()]);
type Marker = z.infer<typeof marker>;

const NEWEST = 't.last_message_at desc, t.id desc';
/** Orders by a moment that not every ticket has. */
const MOMENTS = { waiting: 'waiting_since', due: 'due_at' } as const;
type MomentColumn = (typeof MOMENTS)[keyof typeof MOMENTS];
/** The earliest first; who has none comes after, newest first. */
const earliest = (column: MomentColumn) => `t.${column} nulls last, case when t.${column} is not null then t.id end, ${NEWEST}`;

/** Pages of the lists that agents work from. One query each, walking an index from the page's marker on. */
@Injectable()
export class ViewTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly colleagues: Colleagues,
  ) {}

  /** @throws {InvalidCursor | NotFound} the latter for the view of a team that is not (any more) */
  async page(view: ViewId, query: ViewTicketsQuery, agentId: string): Promise<{ items: PersonalRow[]; nextCursor: string | null }> {
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, marker);
    const records = await this.unitOfWork.read(async (tx) => {
      const parameters = new Parameters();
      const { statuses, also } = viewCondition(view, agentId, parameters);
      const organisation = `t.organisation_id = ${parameters.add(tx.organisationId)}`;
      const shop = query.shopId === undefined ? '' : `and t.shop_id = ${parameters.add(query.shopId)}`;
      // Each status by itself: an index gives one status in order, and not two.
      const branches = statuses.map(
        (status) => `from tickets t where ${organisation} and t.status = ${parameters.add(status)} ${also} ${shop}`,
      );
      const limit = query.limit + 1;
      const column = query.sort === 'newest' ? undefined : MOMENTS[query.sort];
      const picked = column ? byMoment(column, branches, after, limit, parameters) : newest(branches, after, limit, parameters);
      const order = column ? earliest(column) : NEWEST;
      const found = await tx.prepared<PersonalRecord>(personalRows(picked, parameters.add(agentId), order, limit), parameters.values);
      const team = teamOf(view);
      if (found.length === 0 && team && !(await this.colleagues.isTeam(tx, team))) throw new NotFound('team');
      return found;
    });
    const momentOf = (record: PersonalRecord) => (query.sort === 'newest' ? null : (record[MOMENTS[query.sort]]?.toISOString() ?? null));
    return toPage(records, query.limit, toPersonalRow, (record) => [momentOf(record), record.last_message_at.toISOString(), record.id]);
  }
}

function newest(branches: readonly string[], after: Marker | undefined, limit: number, parameters: Parameters, also = ''): string {
  const beyond = after ? `and (t.last_message_at, t.id) < (${parameters.add(after[1])}, ${parameters.add(after[2])})` : '';
  const parts = branches.map((branch) => `(select t.id, t.last_message_at ${branch} ${also} ${beyond} order by ${NEWEST} limit ${limit})`);
  return `select t.id, t.last_message_at from (${parts.join(' union all ')}) t order by ${NEWEST} limit ${limit}`;
}

function byMoment(
  column: MomentColumn,
  branches: readonly string[],
  after: Marker | undefined,
  limit: number,
  parameters: Parameters,
): string {
  const without = (from: Marker | undefined) => newest(branches, from, limit, parameters, `and t.${column} is null`);
  if (after && after[0] === null) return without(after);
  const beyond = after ? `and (t.${column}, t.id) > (${parameters.add(after[0])}, ${parameters.add(after[2])})` : '';
  const parts = branches.map(
    (branch) => `(select t.id, t.${column} ${branch} and t.${column} is not null ${beyond} order by t.${column}, t.id limit ${limit})`,
  );
  // The second part is not even begun when the first fills the page.
  return `
    with first as materialized (
      select t.id from (${parts.join(' union all ')}) t order by t.${column}, t.id limit ${limit})
    select id from first
    union all
    (select rest.id from (${without(undefined)}) rest
      where (select count(*) from first) < ${limit} limit ${limit})`;
}
