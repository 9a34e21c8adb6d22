import type { Activity } from '@balie/shared/contracts/tickets.ts';

/** Everything `toActivity` needs of `activities v`. */
export const ACTIVITY_COLUMNS = 'v.id, v.type, v.agent_id, v.data, v.created_at';

export interface ActivityRecord {
  readonly id: string;
  readonly type: Activity['type'];
  readonly agent_id: string | null;
  readonly data: Record<string, unknown>;
  readonly created_at: Date;
}

export function toActivity(record: ActivityRecord): Activity {
  return {
    id: record.id,
    type: record.type,
    agentId: record.agent_id,
    data: record.data,
    createdAt: record.created_at.toISOString(),
  };
}
