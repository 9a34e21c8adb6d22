import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';

const EVERY_MS = 3_600_000;

/**
 * Forgets orders when their owner no longer wants them kept: with names, places, lines, parcels and returns. What customers
 * wrote about them stays with their tickets.
 */
@Injectable()
export class OrderHousekeeping extends Housekeeping {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly trouble = 'Old orders could not be forgotten';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('orders'));
  }

  override async sweep(): Promise<void> {
    const now = this.clock.now();
    const before = '$1::timestamptz - make_interval(months => s.keep_months)';
    await this.unitOfWork.system('housekeeping', async (tx) => {
      await tx.query(`delete from orders o using order_sources s where s.id = o.source_id and o.placed_at < ${before}`, [now]);
      // They know their order by its number only, and may have come without it.
      const orphaned = 'not exists (select from orders o where o.source_id = p.source_id and o.number = p.order_number)';
      await tx.query(
        `delete from order_shipments p using order_sources s
          where s.id = p.source_id and coalesce(p.shipped_at, p.asked_at) < ${before} and ${orphaned}`,
        [now],
      );
      await tx.query(
        `delete from order_returns p using order_sources s where s.id = p.source_id and p.registered_at < ${before} and ${orphaned}`,
        [now],
      );
    });
  }
}
