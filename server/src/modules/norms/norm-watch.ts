import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { TicketTimes } from '../tickets/public.ts';
import { JudgeNorms } from './judge-norms.ts';
import { KeepQuestions } from './keep-questions.ts';
import { KeepSums } from './keep-sums.ts';
import { MarketplaceRulesBook } from './marketplace-rules.ts';

const EVERY_MS = 60_000;
/** Another process has just looked. */
const FRESH_MS = 45_000;
/** What came in before anything was measured is gone over for as long as strikes count. */
const FILL_MS = 26 * 7 * 86_400_000;
const BATCH = 200;

/**
 * Each minute, of each organisation with norms: what the time that has passed makes of them. Also goes over the tickets of before, once
 * there is something to measure.
 */
@Injectable()
export class NormWatch extends Housekeeping {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly atStart = true;
  protected override readonly trouble = 'Norms could not be looked at; tried again in a minute';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: MarketplaceRulesBook,
    private readonly keep: KeepQuestions,
    private readonly judge: JudgeNorms,
    private readonly sums: KeepSums,
    private readonly times: TicketTimes,
    private readonly clock: Clock,
    config: Config,
    log: Log,
  ) {
    super(config, log.named('norms'));
  }

  override async sweep(): Promise<void> {
    for (const { id, filled } of await this.claim()) {
      await inOrganisation(id, async () => {
        if (!filled) while (await this.fill());
        await this.sums.execute();
        await this.judge.execute();
      });
    }
  }

  /** The organisations that have norms and that no process has just looked at: they are this one's for a minute. */
  private claim(): Promise<{ id: string; filled: boolean }[]> {
    const now = this.clock.now();
    return this.unitOfWork.system('clock-watch', async (tx) => {
      const measuring = await tx.query<{ id: string }>(
        `select organisation_id as id from norms where active
         union select organisation_id from channel_accounts where kind = any($1) and removed_at is null
         union select organisation_id from order_sources where kind = any($1)`,
        [this.rules.kinds()],
      );
      const ids = measuring.map(({ id }) => id);
      // Where nothing was measured meanwhile, something is missing.
      tx.write(
        'update norm_settings set filled_at = null, filled_after = null where filled_at is not null and organisation_id <> all($1::uuid[])',
        [ids],
      );
      return tx.query<{ id: string; filled: boolean }>(
        `insert into norm_settings as s (organisation_id, looked_at) select id, $2 from unnest($1::uuid[]) as o(id)
         on conflict (organisation_id) do update set looked_at = $2 where s.looked_at is null or s.looked_at <= $3
         returning organisation_id as id, filled_at is not null as filled`,
        [ids, now, new Date(now.getTime() - FRESH_MS)],
      );
    });
  }

  /** One batch of old tickets, newest first. @returns whether there may be more */
  private fill(): Promise<boolean> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      const [state] = await tx.query<{ after: number | null }>(
        'select filled_after as after from norm_settings where organisation_id = $1 and filled_at is null for update',
        [tx.organisationId],
      );
      if (!state) return false;
      const tickets = await this.times.newest(tx, new Date(now.getTime() - FILL_MS), state.after, BATCH);
      // Whoever is just being written to is told of afterwards.
      const ids = tickets.map(({ id }) => id);
      if (ids.length > 0) await this.keep.execute(tx, ids, 'skip');
      const isDone = tickets.length < BATCH;
      tx.write('update norm_settings set filled_after = $2, filled_at = $3 where organisation_id = $1', [
        tx.organisationId,
        tickets.at(-1)?.number ?? state.after,
        isDone ? now : null,
      ]);
      return !isDone;
    });
  }
}
