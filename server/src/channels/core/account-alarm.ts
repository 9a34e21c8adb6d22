import { Injectable } from '@nestjs/common';
import { Colleagues } from '../../modules/agents/public.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';

/** One mail to one owner. */
export const mailAlarm = jobType<{ channelAccountId: string; agentId: string }>('mail-account-alarm');

/** About six hours with the queue's growing waits; the console says it all the while. */
const ATTEMPTS = 12;

/** Tells the owners that an account does not work until one of them acts, or has not worked for long. */
@Injectable()
export class AccountAlarm {
  constructor(
    private readonly jobs: Jobs,
    private readonly colleagues: Colleagues,
  ) {}

  /** In the transaction that writes the fault down: nobody is told of what did not happen, nor twice of what did. */
  async raise(tx: Tx, channelAccountId: string): Promise<void> {
    for (const { id: agentId } of await this.colleagues.owners(tx)) {
      await this.jobs.add(
        tx,
        mailAlarm,
        { channelAccountId, agentId },
        { key: `${mailAlarm.name}:${channelAccountId}:${agentId}`, maxAttempts: ATTEMPTS },
      );
    }
  }
}
