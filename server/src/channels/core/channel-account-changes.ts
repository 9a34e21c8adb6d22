import type { ChannelKind, UpdateChannelAccountRequest } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Shops } from '../../modules/organisations/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAddressTaken } from './channel-account.errors.ts';
import { channelAccountChanged, channelAccountRemoved } from './channel-account.events.ts';
import type { Backfill } from './channel-account-row.ts';

export interface NewChannelAccount {
  readonly kind: ChannelKind;
  readonly shopId: string;
  readonly name: string;
  readonly address: string;
  /** In the adapter's own shape. */
  readonly settings: object;
  readonly secrets: object;
  readonly backfill: Backfill | null;
  /** Of the address its provider calls; an account that comes back keeps the one it had. */
  readonly hookToken?: string;
}

/** A puller starts afresh, nothing is known of its health any more. */
const AFRESH = `status = 'connecting', generation = channel_accounts.generation + 1, faults = '{}', last_error = null,
  last_error_code = null, updated_at = now()`;

/** What people do to the connected accounts. Each change wakes the supervisor and is broadcast. */
@Injectable()
export class ChannelAccountChanges {
  constructor(
    private readonly secretBox: SecretBox,
    private readonly shops: Shops,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Connects an address; one that was removed before comes back as the account it was, with its tickets.
   * @returns the account's id
   * @throws {NotFound | ChannelAddressTaken}
   */
  async create(tx: Tx, account: NewChannelAccount): Promise<string> {
    if (!(await this.shops.find(tx, account.shopId))) throw new NotFound('shop');
    const [known] = await tx.query<{ id: string; removed: boolean }>(
      `select id, removed_at is not null as removed from channel_accounts
        where organisation_id = $1 and kind = $2 and lower(address) = lower($3) for update`,
      [tx.organisationId, account.kind, account.address],
    );
    if (known && !known.removed) throw new ChannelAddressTaken(account.address);
    const id = known?.id ?? newId();
    const written = await tx.execute(
      `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, settings, secrets, backfill, created_at, hook_token)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (id) do update set shop_id = excluded.shop_id, name = excluded.name, address = excluded.address,
         settings = excluded.settings, secrets = excluded.secrets, backfill = excluded.backfill,
         hook_token = coalesce(channel_accounts.hook_token, excluded.hook_token),
         removed_at = null, ${AFRESH}`,
      [
        id,
        tx.organisationId,
        account.shopId,
        account.kind,
        account.name,
        account.address,
        JSON.stringify(account.settings),
        this.secretBox.seal(account.secrets, id),
        account.backfill && JSON.stringify(account.backfill),
        this.clock.now(),
        account.hookToken ?? null,
      ],
    );
    if (written === 0) throw new ChannelAddressTaken(account.address);
    await this.tell(tx, id);
    return id;
  }

  /** @throws {NotFound} */
  async update(tx: Tx, id: string, changes: UpdateChannelAccountRequest) {
    if (changes.shopId !== undefined && !(await this.shops.find(tx, changes.shopId))) throw new NotFound('shop');
    await this.change(
      tx,
      id,
      `name = coalesce($3, name), shop_id = coalesce($4, shop_id), tells_reading = coalesce($5, tells_reading),
      updated_at = now()`,
      [changes.name ?? null, changes.shopId ?? null, changes.tellsReading ?? null],
    );
    if (changes.paused === true) await this.change(tx, id, `status = 'paused', generation = generation + 1`, []);
    // Resuming what is not paused would cut a connection that works.
    if (changes.paused === false) {
      await tx.query(`update channel_accounts set ${AFRESH} where organisation_id = $1 and id = $2 and status = 'paused'`, [
        tx.organisationId,
        id,
      ]);
    }
    await this.tell(tx, id);
  }

  /** Another server, user or password. @throws {NotFound} */
  async setConnection(tx: Tx, id: string, settings: object, secrets: object): Promise<void> {
    await this.change(tx, id, `settings = $3, secrets = $4, ${AFRESH}`, [JSON.stringify(settings), this.secretBox.seal(secrets, id)]);
    await this.tell(tx, id);
  }

  /** Something about how the channel works that changes nothing about the connection. @throws {NotFound} */
  async setSettings(tx: Tx, id: string, settings: object): Promise<void> {
    await this.change(tx, id, 'settings = $3, updated_at = now()', [JSON.stringify(settings)]);
    await this.tell(tx, id);
  }

  /** The same access, by newer secrets: whoever works with the account goes on undisturbed. @throws {NotFound} */
  renewSecrets(tx: Tx, id: string, secrets: object): Promise<void> {
    return this.change(tx, id, 'secrets = $3', [this.secretBox.seal(secrets, id)]);
  }

  /** A person says: try again now. @throws {NotFound} */
  async retry(tx: Tx, id: string): Promise<void> {
    await this.change(tx, id, AFRESH, []);
    await this.tell(tx, id);
  }

  /** Disconnects; the tickets stay. @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    await this.change(tx, id, `removed_at = $3, secrets = null, backfill = null, generation = generation + 1`, [this.clock.now()]);
    await this.outbox.add(tx, channelAccountRemoved, { organisationId: currentOrganisationId(), channelAccountId: id });
  }

  private async change(tx: Tx, id: string, assignments: string, values: readonly unknown[]): Promise<void> {
    const changed = await tx.execute(
      `update channel_accounts set ${assignments} where organisation_id = $1 and id = $2 and removed_at is null`,
      [tx.organisationId, id, ...values],
    );
    if (changed === 0) throw new NotFound('channel');
  }

  /** Something about it is new: who shows it or works with it looks again. */
  tell(tx: Tx, channelAccountId: string): Promise<void> {
    return this.outbox.add(tx, channelAccountChanged, { organisationId: currentOrganisationId(), channelAccountId });
  }
}
