import { sendingLimit, type UpdateChannelLimitsRequest } from '@balie/shared/contracts/channel-limits.ts';
import { type ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { UsualLimits } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** Larger mails are never held in memory. */
export const MAX_INCOMING_BYTES = 60 * 1024 * 1024;
const LINK_DAYS = 90;

const accountLimits = z.object({
  sending: sendingLimit,
  maxMailBytes: z.number().int(),
  linkDays: z.number().int(),
  maxIncomingBytes: z.number().int(),
  answerTooLarge: z.boolean(),
});
/** What applies to an account. */
export type AccountLimits = z.infer<typeof accountLimits>;
/** What an owner changed, as it stands in `channel_accounts.limits`. */
const chosenLimits = accountLimits.partial();

const throttle = z.object({
  /** ISO 8601. */
  until: z.string(),
  reason: z.string(),
  /** ISO 8601; when nothing was taken for the first time. */
  since: z.string().optional(),
  /** In a row. */
  times: z.number().int(),
});
export type Throttle = z.infer<typeof throttle>;

interface LimitsRow {
  readonly kind: ChannelKind;
  readonly address: string;
  readonly settings: unknown;
  readonly limits: unknown;
  readonly throttle: unknown;
}

export interface KnownLimits {
  readonly limits: AccountLimits;
  readonly usual: UsualLimits;
  /** The provider's last refusal of all mail, until one has left again. */
  readonly throttle: Throttle | null;
}

/** What an account may send and take in: what its owner chose, else what its provider is known to allow. */
@Injectable()
export class AccountLimitsStore {
  constructor(private readonly registry: ChannelRegistry) {}

  /** @throws {NotFound} */
  async of(tx: Tx, channelAccountId: string): Promise<KnownLimits> {
    const [row] = await tx.query<LimitsRow>(
      'select kind, address, settings, limits, throttle from channel_accounts where organisation_id = $1 and id = $2',
      [tx.organisationId, channelAccountId],
    );
    if (!row) throw new NotFound('channel');
    const usual = this.registry.get(row.kind).usualLimits(row);
    return { limits: limitsWith(row.limits, usual), usual, throttle: row.throttle === null ? null : throttle.parse(row.throttle) };
  }

  /** What is left out stays as it is. */
  async change(tx: Tx, channelAccountId: string, changes: UpdateChannelLimitsRequest): Promise<void> {
    const changed = await tx.execute(
      'update channel_accounts set limits = limits || $3::jsonb where organisation_id = $1 and id = $2 and removed_at is null',
      [tx.organisationId, channelAccountId, JSON.stringify(changes)],
    );
    if (changed === 0) throw new NotFound('channel');
  }

  async setThrottle(tx: Tx, channelAccountId: string, value: Throttle | null): Promise<void> {
    await tx.query('update channel_accounts set throttle = $3 where organisation_id = $1 and id = $2', [
      tx.organisationId,
      channelAccountId,
      value && JSON.stringify(value),
    ]);
  }
}

/** @param chosen as it stands in the database */
export function limitsWith(chosen: unknown, usual: UsualLimits): AccountLimits {
  const { sending, maxMailBytes, linkDays, maxIncomingBytes, answerTooLarge } = chosenLimits.parse(chosen);
  return {
    sending: sending ?? usual.sending,
    maxMailBytes: Math.min(maxMailBytes ?? usual.maxMailBytes, usual.serverMaxBytes ?? Number.POSITIVE_INFINITY),
    linkDays: linkDays ?? LINK_DAYS,
    maxIncomingBytes: maxIncomingBytes ?? MAX_INCOMING_BYTES,
    answerTooLarge: answerTooLarge ?? true,
  };
}
