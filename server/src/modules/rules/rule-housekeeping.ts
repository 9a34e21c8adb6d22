import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';

const EVERY_MS = 3_600_000;
/** As long as a try-out looks back. What sets a rule off is told within minutes, so by then nothing is told again that the log must know. */
export const LOG_DAYS = 90;
/** In one transaction, so that nobody waits for a long one. */
const BATCH = 5_000;

/** Forgets what rules did long ago, and whom they wrote to then. */
@Injectable()
export class RuleHousekeeping extends Housekeeping {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly trouble = 'What rules did long ago could not be forgotten';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('rules'));
  }

  override async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LOG_DAYS * 86_400_000);
    for (let forgotten = BATCH; forgotten === BATCH; ) {
      forgotten = await this.unitOfWork.system('housekeeping', (tx) =>
        tx.execute(
          `delete from rule_runs where id in (select id from rule_runs where created_at < $1 order by created_at limit ${BATCH})`,
          [before],
        ),
      );
    }
    await this.unitOfWork.system('housekeeping', (tx) => tx.execute('delete from rule_answers where at < $1', [before]));
  }
}
