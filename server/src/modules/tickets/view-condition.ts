import type { TicketStatus, ViewId } from '@balie/shared/contracts/tickets.ts';
import type { Parameters } from '../../platform/database/parameters.ts';

/** Which tickets stand in a view: the same rule as `belongsToView` in `shared/domain`, for the database. */
export interface ViewCondition {
  readonly statuses: readonly TicketStatus[];
  /** Over `t`, beside organisation and status; empty when there is none. */
  readonly also: string;
}

export function viewCondition(view: ViewId, agentId: string, parameters: Parameters): ViewCondition {
  switch (view) {
    case 'mine':
      return { statuses: ['open'], also: `and t.assignee_id = ${parameters.add(agentId)}` };
    case 'unassigned':
      return { statuses: ['open'], also: 'and t.assignee_id is null' };
    case 'open':
    case 'pending':
    case 'snoozed':
    case 'spam':
      return { statuses: [view], also: '' };
    case 'solved':
      return { statuses: ['solved', 'closed'], also: '' };
    default:
      return { statuses: ['open'], also: `and t.team_id = ${parameters.add(teamOf(view))}` };
  }
}

/** The id in `team:<id>`; undefined for the built-in views. */
export function teamOf(view: ViewId): string | undefined {
  return view.startsWith('team:') ? view.slice('team:'.length) : undefined;
}
