import { type Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import type { Jobs } from '../../platform/queue/jobs.ts';

/** Brings all raw messages of one account that wait into tickets. */
export const intakeMessages = jobType<{ channelAccountId: string }>('intake-messages');

/** One waiting job per account at most, and never two at work: messages are handled in order. */
export function addIntakeJob(jobs: Jobs, tx: Tx, channelAccountId: string): Promise<void> {
  const name = `intake:${channelAccountId}`;
  return jobs.add(tx, intakeMessages, { channelAccountId }, { key: name, queue: name });
}
