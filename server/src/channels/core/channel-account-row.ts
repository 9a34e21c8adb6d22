import type { ChannelAccount, ChannelAccountStatus, ChannelCapabilities, ChannelKind } from '@balie/shared/contracts/channels.ts';
import { numberShown } from '../../modules/contacts/public.ts';

/** Progress of the history that was asked for at connect. */
export interface Backfill {
  /** Null until the provider has been asked how much there is. */
  readonly total: number | null;
  readonly done: number;
  /** ISO 8601; null while it runs. */
  readonly finishedAt: string | null;
  /** ISO 8601; nothing before it is brought in. */
  readonly since: string;
}

export interface ChannelAccountRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly shop_id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly address: string;
  readonly status: ChannelAccountStatus;
  readonly settings: unknown;
  readonly limits: unknown;
  readonly secrets: Buffer | null;
  readonly last_success_at: Date | null;
  readonly lag_seconds: number | null;
  readonly last_error_at: Date | null;
  readonly last_error_code: string | null;
  readonly last_error: string | null;
  readonly alarmed_at: Date | null;
  readonly tells_reading: boolean;
  readonly backfill: Backfill | null;
  readonly created_at: Date;
}

export const CHANNEL_ACCOUNT_COLUMNS = `id, organisation_id, shop_id, kind, name, address, status, settings, limits, secrets, last_success_at,
  lag_seconds, last_error_at, last_error_code, last_error, alarmed_at, tells_reading, backfill, created_at`;

export function toChannelAccount(
  row: ChannelAccountRow & { readonly held_up_by?: Pick<ChannelAccountRow, 'id' | 'name'> },
  capabilities: ChannelCapabilities,
): ChannelAccount {
  return {
    id: row.id,
    shopId: row.shop_id,
    kind: row.kind,
    name: row.name,
    address: row.address,
    shownAddress: numberShown(row.address),
    status: row.status,
    capabilities,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lagSeconds: row.lag_seconds,
    lastErrorAt: row.last_error_at?.toISOString() ?? null,
    lastErrorCode: row.last_error_code,
    lastError: row.last_error,
    ...(row.held_up_by ? { heldUpBy: { id: row.held_up_by.id, name: row.held_up_by.name } } : {}),
    alarmedAt: row.alarmed_at?.toISOString() ?? null,
    tellsReading: row.tells_reading,
    backfill: row.backfill && { total: row.backfill.total, done: row.backfill.done, finishedAt: row.backfill.finishedAt },
    createdAt: row.created_at.toISOString(),
  };
}
