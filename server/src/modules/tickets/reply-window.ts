import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { apart, type RowsWrite } from '../../platform/database/gathered-rows.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { SendingRules } from './sending-rules.ts';
import { ReplyWindowClosed } from './ticket.errors.ts';

const HOUR_MS = 3_600_000;

interface Way {
  readonly channelAccountId: string;
  readonly kind: ChannelKind;
  readonly to: readonly MailAddress[];
}

/** Whether a customer may still be answered freely: so long after they wrote to this account, from this address, in any ticket. */
@Injectable()
export class ReplyWindow {
  constructor(
    private readonly rules: SendingRules,
    private readonly clock: Clock,
  ) {}

  /** By our clock, whatever the console's says. @throws {ReplyWindowClosed} */
  async check(tx: Tx, { channelAccountId, kind, to }: Way): Promise<void> {
    const hours = this.rules.of(kind).replyWindowHours;
    if (hours === undefined) return;
    const addresses = to.map(({ address }) => address);
    const [heard] = await tx.query<{ at: Date | null }>(
      'select max(heard_at) as at from reply_windows where organisation_id = $1 and channel_account_id = $2 and address = any($3)',
      [tx.organisationId, channelAccountId, addresses],
    );
    if (!heard?.at || heard.at.getTime() + hours * HOUR_MS <= this.clock.now().getTime()) throw new ReplyWindowClosed(hours);
  }
}

/** The customer wrote: from here on the hours count. @param addresses all by which this person is reached at this account */
export function hearFrom(tx: Tx, channelAccountId: string, addresses: readonly string[], at: Date): void {
  for (const address of new Set(addresses)) tx.gather(HEARD, { organisationId: tx.organisationId, channelAccountId, address, at });
}

const HEARD: RowsWrite<{
  readonly organisationId: string | undefined;
  readonly channelAccountId: string;
  readonly address: string;
  readonly at: Date;
}> = {
  rank: 30,
  statements: (rows) =>
    apart(rows, ({ channelAccountId, address }) => `${channelAccountId} ${address}`).map((some) => ({
      sql: `
        insert into reply_windows (organisation_id, channel_account_id, address, heard_at)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) as h (organisation, account, address, at) order by account, address
        on conflict (channel_account_id, address) do update set heard_at = excluded.heard_at where reply_windows.heard_at < excluded.heard_at`,
      parameters: [
        some.map(({ organisationId }) => organisationId),
        some.map(({ channelAccountId }) => channelAccountId),
        some.map(({ address }) => address),
        some.map(({ at }) => at),
      ],
    })),
};
