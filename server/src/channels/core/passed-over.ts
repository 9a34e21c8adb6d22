import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { addIntakeJob } from './intake.job.ts';

/** Messages that made no ticket for a reason that may not hold any more. */
@Injectable()
export class PassedOver {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Judges them again, behind everything that waits now, and without calling anybody: they are no news. */
  async again(tx: Tx, channelAccountId: string, reason: string): Promise<void> {
    const requeued = await tx.execute(
      `update raw_messages set state = 'pending', reason = null, attempts = 0, silent = true, created_at = $4, updated_at = $4
        where organisation_id = $1 and channel_account_id = $2 and state = 'done' and message_id is null and reason = $3`,
      [tx.organisationId, channelAccountId, reason, this.clock.now()],
    );
    if (requeued > 0) await addIntakeJob(this.jobs, tx, channelAccountId);
  }
}
