import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { WALL_COUNT_CAP, type Wall } from '@balie/shared/contracts/wall.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { TICKET_ROW_COLUMNS, TICKET_ROW_TABLES, type TicketRecord, toTicketRow } from './ticket-row.ts';

/** Not done: what a deadline can hang over. Each by itself, for an index gives one status in order, and not two. */
const STATUSES = ['open', 'pending', 'snoozed'] as const;

/** What stands on the lead's wall of tickets: each a question that is answered from an index, whatever number of tickets there is. */
@Injectable()
export class TicketFigures {
  /** What is open, apart from what somebody has: that is `TicketPool.load`. */
  async counts(reader: Reader, now: Date): Promise<Omit<Wall['counts'], 'open'>> {
    const [row] = await reader.prepared<Omit<Wall['counts'], 'open'>>(
      `select (select count(*)::int from tickets t where t.organisation_id = $1 and t.status = 'open' and t.assignee_id is null) as unassigned,
              ${capped(`t.status = any('{${STATUSES}}') and t.due_at <= $2`)} as overdue,
              ${capped(`t.status = any('{${STATUSES}}') and t.is_pressing and t.due_at > $2`)} as soon,
              ${capped(`t.status = 'open' and t.waiting_since is not null`)} as waiting`,
      [reader.organisationId, now],
    );
    return row ?? { unassigned: 0, overdue: 0, soon: 0, waiting: 0 };
  }

  /** The next deadlines after `now`, the first one first. */
  dueNext(reader: Reader, now: Date, limit: number): Promise<TicketRow[]> {
    return this.rows(reader, 'due_at', STATUSES, '> $2', [now], limit);
  }

  /** Beyond their deadline at `now`, the longest first. */
  overdue(reader: Reader, now: Date, limit: number): Promise<TicketRow[]> {
    return this.rows(reader, 'due_at', STATUSES, '<= $2', [now], limit);
  }

  /** Open, and waiting the longest. */
  waitingLongest(reader: Reader, limit: number): Promise<TicketRow[]> {
    return this.rows(reader, 'waiting_since', ['open'], 'is not null', [], limit);
  }

  /**
   * Tickets that began, and tickets that were solved, in each of these stretches of time.
   * @returns in the order of the stretches
   */
  async flow(reader: Reader, stretches: readonly { readonly from: Date; readonly until: Date }[]): Promise<Wall['today']['usual'][]> {
    const within = (column: string) => `${column} >= s.from_at and ${column} < s.until_at`;
    return reader.prepared(
      `select (select count(*)::int from tickets t where t.organisation_id = $1 and ${within('t.created_at')}) as intake,
              (select count(distinct v.ticket_id)::int from activities v
                where v.organisation_id = $1 and v.type = 'status_changed' and v.data->>'to' = 'solved' and ${within('v.created_at')}) as solved
         from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s(from_at, until_at, place) order by s.place`,
      [reader.organisationId, stretches.map(({ from }) => from), stretches.map(({ until }) => until)],
    );
  }

  private async rows(
    reader: Reader,
    column: 'due_at' | 'waiting_since',
    statuses: readonly string[],
    condition: string,
    parameters: readonly unknown[],
    limit: number,
  ): Promise<TicketRow[]> {
    const parts = statuses.map(
      (status) => `(select t.id, t.${column} as at from tickets t
         where t.organisation_id = $1 and t.status = '${status}' and t.${column} ${condition} order by t.${column}, t.id limit ${limit})`,
    );
    const records = await reader.prepared<TicketRecord>(
      `with picked as materialized (select id, at from (${parts.join(' union all ')}) all_of_them order by at, id limit ${limit})
       select ${TICKET_ROW_COLUMNS} from picked p join (${TICKET_ROW_TABLES}) on t.id = p.id order by p.at, p.id`,
      [reader.organisationId, ...parameters],
    );
    return records.map(toTicketRow);
  }
}

function capped(condition: string): string {
  return `(select count(*)::int from (select from tickets t where t.organisation_id = $1 and ${condition} limit ${WALL_COUNT_CAP}) as counted)`;
}
