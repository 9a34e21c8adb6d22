import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { FailedMessagesBroadcast } from './failed-messages-broadcast.ts';
import { addIntakeJob } from './intake.job.ts';

const retryRawMessage = jobType<{ rawMessageId: string }>('retry-raw-message');

const SHORTEST_SECONDS = 15;
const LONGEST_SECONDS = 3_600;

/** Messages that could not be read for now: set aside like those that never can, and taken up again by themselves. */
@Injectable()
export class LaterMessages implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly failed: FailedMessagesBroadcast,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(retryRawMessage, ({ rawMessageId }) => this.unitOfWork.run((tx) => this.retry(tx, rawMessageId)));
  }

  /** The older it is, the longer it waits: half of its age. */
  async plan(tx: Tx, { id, received_at: receivedAt }: { readonly id: string; readonly received_at: Date }): Promise<void> {
    const now = this.clock.now().getTime();
    const seconds = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, (now - receivedAt.getTime()) / 2_000));
    await this.jobs.add(tx, retryRawMessage, { rawMessageId: id }, { key: `retry-raw:${id}`, runAt: new Date(now + seconds * 1_000) });
  }

  /** Nothing happens when a person was faster. */
  private async retry(tx: Tx, id: string): Promise<void> {
    const [row] = await tx.query<{ channelAccountId: string }>(
      `with retried as (
         update raw_messages set state = 'pending', attempts = 0, reason = null
          where organisation_id = $1 and id = $2 and state = 'failed' returning channel_account_id)
       select channel_account_id as "channelAccountId" from retried`,
      [tx.organisationId, id],
    );
    if (!row) return;
    await addIntakeJob(this.jobs, tx, row.channelAccountId);
    const organisationId = currentOrganisationId();
    tx.afterCommit(() => this.failed.changed(organisationId));
  }
}
