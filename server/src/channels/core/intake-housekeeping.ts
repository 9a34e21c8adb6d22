import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { addIntakeJob } from './intake.job.ts';

const INTERVAL_MS = 60_000;

/** Looks for raw messages that wait without a job (given up by the queue, say) and queues them again: at start and each minute. */
@Injectable()
export class IntakeHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    log: Log,
  ) {
    this.log = log.named('intake');
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    this.timer = setInterval(() => this.look(), INTERVAL_MS);
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running ??= this.queueWaiting()
      .catch((error: unknown) => this.log.warn({ err: error }, 'Waiting messages could not be looked for; tried again in a minute'))
      .finally(() => {
        this.running = undefined;
      });
  }

  private async queueWaiting(): Promise<void> {
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
