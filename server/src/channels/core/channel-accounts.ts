import type { ChannelAccount, ChannelKind } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Shops } from '../../modules/organisations/public.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';
import { type Reader, type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { limitsWith } from './account-limits.ts';
import { asCarried } from './carried-account.ts';
import { ChannelSecretsUnreadable } from './channel-account.errors.ts';
import { type Backfill, CHANNEL_ACCOUNT_COLUMNS, type ChannelAccountRow, toChannelAccount } from './channel-account-row.ts';
import type { ChannelAccountForAdapter } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** Reads of the connected accounts. Writes: `ConnectChannelAccount`, `ChangeChannelAccount`, `AccountHealth`. */
@Injectable()
export class ChannelAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secretBox: SecretBox,
    private readonly registry: ChannelRegistry,
    private readonly shops: Shops,
  ) {}

  /** Oldest first; without those that were removed. */
  async list(tx: Tx): Promise<ChannelAccount[]> {
    const rows = await tx.query<ChannelAccountRow>(
      `select ${CHANNEL_ACCOUNT_COLUMNS} from channel_accounts where organisation_id = $1 and removed_at is null order by created_at, id`,
      [tx.organisationId],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return rows.map((row) => {
      const carrierId = this.carrierOf(row);
      return this.toContract(carrierId === undefined ? row : asCarried(row, byId.get(carrierId)));
    });
  }

  /** Undefined when there is no such account (any more). */
  async find(tx: Tx, id: string): Promise<ChannelAccount | undefined> {
    const row = await this.row(tx, id, false);
    const carrierId = row && this.carrierOf(row);
    return row && this.toContract(carrierId === undefined ? row : asCarried(row, await this.row(tx, carrierId, false)));
  }

  /** Those whose messages come and go by this one. */
  async carriedBy(tx: Tx, id: string): Promise<string[]> {
    const kinds = this.registry.all().flatMap(({ kind, carrierOf }) => (carrierOf ? kind : []));
    const rows = await tx.query<Pick<ChannelAccountRow, 'id' | 'kind' | 'settings'>>(
      'select id, kind, settings from channel_accounts where organisation_id = $1 and kind = any($2) and removed_at is null',
      [tx.organisationId, kinds],
    );
    return rows.filter((row) => this.carrierOf(row) === id).map((row) => row.id);
  }

  /**
   * An account with its secrets in the clear, for its adapter. Never log it, never send it to a client.
   * @param options `evenRemoved`: for what came in before the account was removed; it has no secrets then
   * @throws {ChannelSecretsUnreadable}
   */
  async forAdapter(id: string, { evenRemoved = false } = {}): Promise<(ChannelAccountForAdapter & { kind: ChannelKind }) | undefined> {
    const { row, shop } = await this.unitOfWork.read(async (tx) => {
      const found = await this.row(tx, id, evenRemoved);
      return { row: found, shop: found && (await this.shops.find(tx, found.shop_id)) };
    });
    if (!row) return undefined;
    return {
      id: row.id,
      organisationId: row.organisation_id,
      shopId: row.shop_id,
      shopName: shop?.name ?? '',
      kind: row.kind,
      name: row.name,
      address: row.address,
      settings: row.settings,
      secrets: this.secretsOf(row),
    };
  }

  /** The secrets as they stand now, decrypted; null when there are none. @throws {ChannelSecretsUnreadable} */
  async secrets(tx: Tx, id: string): Promise<unknown> {
    const row = await this.row(tx, id, false);
    return row ? this.secretsOf(row) : null;
  }

  /** What customers write to, of all accounts of this kind, removed ones included: mail from them is our own. */
  async ownAddresses(kind: ChannelKind): Promise<ReadonlySet<string>> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query<{ address: string }>('select lower(address) as address from channel_accounts where organisation_id = $1 and kind = $2', [
        tx.organisationId,
        kind,
      ]),
    );
    return new Set(rows.map(({ address }) => address));
  }

  /** How far the history of a new account has come; null when none was asked for. */
  async backfillOf(id: string): Promise<Backfill | null> {
    const row = await this.unitOfWork.run((tx) => this.row(tx, id, false));
    return row?.backfill ?? null;
  }

  private async row(tx: Reader, id: string, evenRemoved: boolean): Promise<ChannelAccountRow | undefined> {
    const [row] = await tx.query<ChannelAccountRow>(
      `select ${CHANNEL_ACCOUNT_COLUMNS} from channel_accounts
        where organisation_id = $1 and id = $2 and (removed_at is null or $3)`,
      [tx.organisationId, id, evenRemoved],
    );
    return row;
  }

  private secretsOf(row: ChannelAccountRow): unknown {
    if (!row.secrets) return null;
    try {
      return this.secretBox.open(row.secrets, row.id);
    } catch (error) {
      throw new ChannelSecretsUnreadable(error);
    }
  }

  private carrierOf({ kind, settings }: Pick<ChannelAccountRow, 'kind' | 'settings'>): string | undefined {
    return this.registry.get(kind).carrierOf?.(settings);
  }

  private toContract(row: Parameters<typeof toChannelAccount>[0]): ChannelAccount {
    const adapter = this.registry.get(row.kind);
    const own = adapter.capabilitiesOf?.(row.settings) ?? adapter.capabilities;
    const { attachments } = own;
    const links = attachments?.linksBeyondBytes != null;
    const capabilities = links
      ? {
          ...own,
          attachments: { ...attachments, linksBeyondBytes: limitsWith(row.limits, adapter.usualLimits(row)).maxMailBytes },
        }
      : own;
    return toChannelAccount(row, capabilities);
  }
}
