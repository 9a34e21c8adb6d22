import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { DAY_MS, type Sending } from './sending-schedule.ts';

const MINUTE_MS = 60_000;

/** What left by an account within the last day: providers count over all processes, and over restarts. */
@Injectable()
export class Sendings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  async lastDay(tx: Tx, channelAccountId: string): Promise<Sending[]> {
    const rows = await tx.query<{ at: Date; count: number }>(
      'select at, count from sendings where organisation_id = $1 and channel_account_id = $2 and at > $3 order by at',
      [tx.organisationId, channelAccountId, new Date(this.clock.now().getTime() - DAY_MS)],
    );
    return rows.map(({ at, count }) => ({ at: at.getTime(), count }));
  }

  /** Counts before anything leaves: a crash makes us careful, not careless. @returns what to `giveBack` */
  async count(tx: Tx, channelAccountId: string, messages: number): Promise<Date> {
    const at = new Date(Math.floor(this.clock.now().getTime() / 1000) * 1000);
    await tx.query(
      `insert into sendings (organisation_id, channel_account_id, at, count) values ($1, $2, $3, $4)
       on conflict (channel_account_id, at) do update set count = sendings.count + excluded.count`,
      [tx.organisationId, channelAccountId, at, messages],
    );
    return at;
  }

  /** So many of what was counted did not leave. */
  async giveBack(channelAccountId: string, at: Date, messages: number): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update sendings set count = greatest(0, count - $4) where organisation_id = $1 and channel_account_id = $2 and at = $3', [
        tx.organisationId,
        channelAccountId,
        at,
        messages,
      ]),
    );
  }

  async used(tx: Tx, channelAccountId: string): Promise<{ lastMinute: number; lastDay: number }> {
    const sent = await this.lastDay(tx, channelAccountId);
    const since = this.clock.now().getTime() - MINUTE_MS;
    const total = (sendings: readonly Sending[]) => sendings.reduce((sum, { count }) => sum + count, 0);
    return { lastMinute: total(sent.filter(({ at }) => at > since)), lastDay: total(sent) };
  }

  /** What nobody counts any more. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 2 * DAY_MS);
    await this.unitOfWork.system('housekeeping', (tx) => tx.query('delete from sendings where at < $1', [before]));
  }
}
