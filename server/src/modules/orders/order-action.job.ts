import type { Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import type { Jobs } from '../../platform/queue/jobs.ts';

/** One step of one action: ask for it, or ask how it gets on. */
export const advanceOrderAction = jobType<{ actionId: string }>('advance-order-action');
/** Read one order anew, because somebody looks at it. */
export const refreshOrder = jobType<{ sourceId: string; number: string }>('refresh-order');

/** Steps of one action follow each other and never run side by side. */
export function planOrderAction(jobs: Jobs, tx: Tx, actionId: string, at: Date): Promise<void> {
  const name = `${advanceOrderAction.name}:${actionId}`;
  return jobs.add(tx, advanceOrderAction, { actionId }, { key: name, queue: name, runAt: at });
}
