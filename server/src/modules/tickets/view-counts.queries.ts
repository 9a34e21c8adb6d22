import { VIEW_IDS, type ViewCounts, type ViewId } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Parameters } from '../../platform/database/parameters.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { viewCondition } from './view-condition.ts';

/** Nobody needs to know whether there are 10,000 or 130,000 solved tickets; counting on would cost the more. */
export const COUNT_CAP = 10_000;

/** How many tickets stand in each view, in one statement that reads nothing but indexes. */
@Injectable()
export class ViewCountsQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async read(agentId: string): Promise<ViewCounts> {
    const rows = await this.unitOfWork.run((tx) => {
      const parameters = new Parameters();
      const organisation = parameters.add(tx.organisationId);
      const counts = [
        ...VIEW_IDS.map((view) => `select '${view}' as view, ${viewCount(view, agentId, organisation, parameters)} as count`),
        `select 'team:' || m.id, ${capped(`tickets t where t.organisation_id = ${organisation} and t.team_id = m.id and t.status = 'open'`)}
           from teams m where m.organisation_id = ${organisation}`,
        `select 'failed-messages', ${capped(`raw_messages r where r.organisation_id = ${organisation} and r.state = 'failed'`)}`,
        `select 'failed-deliveries', ${capped(`messages m where m.organisation_id = ${organisation} and m.delivery_state = 'failed'`)}`,
      ];
      return tx.prepared<{ view: string; count: number }>(counts.join(' union all '), parameters.values);
    });
    const counted = new Map(rows.map(({ view, count }) => [view, count]));
    const take = (name: string) => {
      const count = counted.get(name) ?? 0;
      counted.delete(name);
      return Math.min(count, COUNT_CAP);
    };
    const [failedMessages, failedDeliveries] = [take('failed-messages'), take('failed-deliveries')];
    const views = Object.fromEntries(
      [...counted].map(([view, count]) => [view, { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP }]),
    );
    return { views, failedMessages, failedDeliveries };
  }
}

function viewCount(view: ViewId, agentId: string, organisation: string, parameters: Parameters): string {
  const { statuses, also } = viewCondition(view, agentId, parameters);
  const listed = statuses.map((status) => `'${status}'`).join(', ');
  return capped(`tickets t where t.organisation_id = ${organisation} and t.status in (${listed}) ${also}`);
}

function capped(from: string): string {
  return `(select count(*)::int from (select from ${from} limit ${COUNT_CAP + 1}) as counted)`;
}
