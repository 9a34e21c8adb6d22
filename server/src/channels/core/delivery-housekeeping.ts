import { Injectable } from '@nestjs/common';
import { OutgoingMessages, planDelivery } from '../../modules/tickets/public.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { Sendings } from './sendings.ts';

const INTERVAL_MS = 60_000;
/** Longer than a send may take: what is at work is not looked at. */
const OVERDUE_MINUTES = 10;

/** Looks for replies whose job is lost (given up by the queue after days without a database, say) and queues them again. */
@Injectable()
export class DeliveryHousekeeping extends Housekeeping {
  protected override readonly everyMs = INTERVAL_MS;
  protected override readonly trouble = 'Overdue replies could not be looked for; tried again in a minute';
  protected override readonly atStart = true;

  constructor(
    config: Config,
    private readonly outgoing: OutgoingMessages,
    private readonly sendings: Sendings,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    log: Log,
  ) {
    super(config, log.named('delivery'));
  }

  override async sweep(): Promise<void> {
    await this.sendings.forget();
    const overdue = await this.outgoing.overdueBy(OVERDUE_MINUTES);
    for (const { organisationId, ...message } of overdue) {
      // A job that waits already is replaced by this one; one at work is followed by it and leaves it nothing to do.
      await inOrganisation(organisationId, () => this.unitOfWork.run((tx) => planDelivery(this.jobs, tx, message)));
    }
  }
}
