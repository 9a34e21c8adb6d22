import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';

const EVERY_MS = 3_600_000;
const KEPT_DAYS = 30;

/** Forgets tokens and blocks that are over, where people came from long ago, and visitors who never wrote anything. */
@Injectable()
export class ChatHousekeeping extends Housekeeping {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly trouble = 'Old visitors could not be forgotten';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('chat'));
  }

  override async sweep(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await this.unitOfWork.system('housekeeping', async (tx) => {
      await tx.query('delete from chat_tokens where expires_at < $1', [now]);
      await tx.query('delete from chat_blocked_addresses where expires_at < $1', [now]);
      await tx.query('update chat_visitors set address_hash = null where address_hash is not null and online_until < $1', [before]);
      await tx.query(
        `delete from chat_visitors v where v.online_until < $1 and v.blocked_at is null
            and not exists (select 1 from chat_messages m where m.visitor_id = v.id)`,
        [before],
      );
    });
  }
}
