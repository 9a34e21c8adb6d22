import type { ViewCounts, ViewId } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { viewStatuses } from './view-condition.ts';

/** Nobody works off what is solved or spam, and needs no exact number of it; counting on would cost the more. */
const CAPS = { breaching: 10_000, pending: 10_000, snoozed: 10_000, solved: 1_000, spam: 1_000 } as const;
/** Of failures, more than anybody will look at one by one. */
const FAILURES_CAP = 10_000;

/** How many tickets stand in each view, in one statement that reads nothing but indexes. */
@Injectable()
export class ViewCountsQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async read(agentId: string): Promise<ViewCounts> {
    const rows = await this.unitOfWork.read((reader) =>
      reader.prepared<{ view: string; count: number }>(COUNTS, [reader.organisationId, agentId]),
    );
    const counted = new Map(rows.map(({ view, count }) => [view, count]));
    const failures = (name: string) => {
      const count = counted.get(name) ?? 0;
      counted.delete(name);
      return Math.min(count, FAILURES_CAP);
    };
    const [failedMessages, failedDeliveries] = [failures('failed-messages'), failures('failed-deliveries')];
    return {
      views: Object.fromEntries([...counted].map(([view, count]) => [view, upToCap(view, count)])),
      failedMessages,
      failedDeliveries,
    };
  }
}

function upToCap(view: string, count: number): { count: number; capped: boolean } {
  const cap = isCapped(view) ? CAPS[view] : Number.POSITIVE_INFINITY;
  return { count: Math.min(count, cap), capped: count > cap };
}

type CappedView = keyof typeof CAPS;
const isCapped = (view: string): view is CappedView => view in CAPS;

/** What is open is counted once, by whose it is: four views and those of the teams are parts of it. */
const COUNTS = `
  with open as materialized (
    select t.assignee_id, t.team_id, count(*)::int as count from tickets t
     where t.organisation_id = $1 and t.status = 'open' group by t.assignee_id, t.team_id)
  ${[
    part('open', 'true'),
    part('mine', 'o.assignee_id = $2'),
    part('unassigned', 'o.assignee_id is null'),
    ...Object.keys(CAPS)
      .filter(isCapped)
      .map((view) => `select '${view}', ${capped(ticketsOf(view), CAPS[view])}`),
    `select 'team:' || m.id, ${sum('o.team_id = m.id')} from teams m where m.organisation_id = $1`,
    `select 'failed-messages', ${capped(`raw_messages r where r.organisation_id = $1 and r.state = 'failed'`, FAILURES_CAP)}`,
    `select 'failed-deliveries', ${capped(`messages m where m.organisation_id = $1 and m.delivery_state = 'failed'`, FAILURES_CAP)}`,
  ].join(' union all ')}`;

function part(view: ViewId, condition: string): string {
  return `select '${view}' as view, ${sum(condition)} as count`;
}

function sum(condition: string): string {
  return `(select coalesce(sum(o.count), 0)::int from open o where ${condition})`;
}

function capped(from: string, cap: number): string {
  return `(select count(*)::int from (select from ${from} limit ${cap + 1}) as counted)`;
}

function ticketsOf(view: ViewId): string {
  const statuses = viewStatuses(view).map((status) => `'${status}'`);
  const also = view === 'breaching' ? ' and t.is_pressing' : '';
  return `tickets t where t.organisation_id = $1 and t.status in (${statuses.join(', ')})${also}`;
}
