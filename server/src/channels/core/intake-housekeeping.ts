import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { addIntakeJob } from './intake.job.ts';

const INTERVAL_MS = 60_000;

/** Looks for raw messages that wait without a job (given up by the queue, say) and queues them again: at start and each minute. */
@Injectable()
export class IntakeHousekeeping extends Housekeeping {
  protected override readonly everyMs = INTERVAL_MS;
  protected override readonly trouble = 'Waiting messages could not be looked for; tried again in a minute';
  protected override readonly atStart = true;

  constructor(
    config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    log: Log,
  ) {
    super(config, log.named('intake'));
  }

  override async sweep(): Promise<void> {
    const accounts = await this.unitOfWork.system('housekeeping', (tx) =>
      tx.query<{ organisation_id: string; channel_account_id: string }>(
        `select distinct organisation_id, channel_account_id from raw_messages where state = 'pending'`,
      ),
    );
    for (const { organisation_id, channel_account_id } of accounts) {
      // A job that waits already is replaced by this one; one at work is followed by it and finds nothing to do.
      await inOrganisation(organisation_id, () => this.unitOfWork.run((tx) => addIntakeJob(this.jobs, tx, channel_account_id)));
    }
  }
}
