import type { TicketStatus, ViewId } from '@balie/shared/contracts/tickets.ts';
import type { Parameters } from '../../platform/database/parameters.ts';

/** Which tickets stand in a view: the same rule as `belongsToView` in `shared/domain`, for the database. */
export interface ViewCondition {
  readonly statuses: readonly TicketStatus[];
  /** Over `t`, beside organisation and status; empty when there is none. */
  readonly also: string;
}

export function viewCondition(view: ViewId, agentId: string, parameters: Parameters): ViewCondition {
  const statuses = viewStatuses(view);
  const team = teamOf(view);
  if (view === 'mine') return { statuses, also: `and t.assignee_id = ${parameters.add(agentId)}` };
  if (view === 'breaching') return { statuses, also: 'and t.is_pressing' };
  if (view === 'unassigned') return { statuses, also: 'and t.assignee_id is null' };
  return { statuses, also: team ? `and t.team_id = ${parameters.add(team)}` : '' };
}

export function viewStatuses(view: ViewId): readonly TicketStatus[] {
  switch (view) {
    case 'breaching':
      return ['open', 'pending', 'snoozed'];
    case 'pending':
    case 'snoozed':
    case 'spam':
      return [view];
    case 'solved':
      return ['solved', 'closed'];
    default:
      return ['open'];
  }
}

/** The id in `team:<id>`; undefined for the built-in views. */
export function teamOf(view: ViewId): string | undefined {
  return view.startsWith('team:') ? view.slice('team:'.length) : undefined;
}
