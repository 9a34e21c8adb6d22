import { type OrderSource, orderSource, type UpdateOrderSourceRequest } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Shops } from '../organisations/public.ts';
import { SourceSecretsUnreadable, SourceTaken } from './order.errors.ts';
import { orderSourceChanged } from './order.events.ts';
import type { ConnectedSource } from './order-provider.ts';

interface NewSource {
  readonly kind: string;
  readonly shopId: string;
  readonly name: string;
  /** What the provider knows it by: one connection each. */
  readonly externalId: string;
  readonly settings: object;
  readonly secrets: object;
  readonly backfill: Backfill | null;
}
export interface Backfill {
  /** Days. */
  readonly total: number;
  readonly done: number;
  /** ISO 8601; null while it runs. */
  readonly finishedAt: string | null;
}

const AFRESH = `status = 'connecting', generation = generation + 1, last_error = null, last_error_code = null,
  failing_since = null`;
const SHOWN = `id, shop_id as "shopId", kind, name, status, backfill,
  to_json(last_success_at) as "lastSuccessAt", to_json(last_error_at) as "lastErrorAt", last_error_code as "lastErrorCode",
  last_error as "lastError", to_json(alarmed_at) as "alarmedAt", keep_months as "keepMonths", to_json(created_at) as "createdAt",
  (select count(*)::int from orders o where o.source_id = order_sources.id) as "orderCount"`;

/** The connected web shops and marketplaces. Each change wakes the supervisor and is broadcast. */
@Injectable()
export class OrderSources {
  constructor(
    private readonly secretBox: SecretBox,
    private readonly shops: Shops,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Oldest first. */
  async list(tx: Reader): Promise<OrderSource[]> {
    const rows = await tx.query(`select ${SHOWN} from order_sources where organisation_id = $1 order by created_at, id`, [
      tx.organisationId,
    ]);
    return rows.map((row) => orderSource.parse(row));
  }

  /** @throws {NotFound} */
  async shown(tx: Reader, id: string): Promise<OrderSource> {
    const [row] = await tx.query(`select ${SHOWN} from order_sources where organisation_id = $1 and id = $2`, [tx.organisationId, id]);
    if (!row) throw new NotFound('connection');
    return orderSource.parse(row);
  }

  /** With its secrets in the clear, for its provider: never log it. @throws {SourceSecretsUnreadable} */
  async connected(tx: Reader, id: string): Promise<ConnectedSource | undefined> {
    const [row] = await tx.query<ConnectedSource & { secrets: Buffer }>(
      `select id, organisation_id as "organisationId", kind, name, settings, secrets from order_sources
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, id],
    );
    if (!row) return undefined;
    try {
      return { ...row, secrets: this.secretBox.open(row.secrets, row.id) };
    } catch (error) {
      throw new SourceSecretsUnreadable(error);
    }
  }

  /** As its provider keeps them; undefined for another kind. */
  async settingsOf(tx: Reader, id: string, kind: string): Promise<unknown> {
    const [row] = await tx.query<{ settings: unknown }>(
      'select settings from order_sources where organisation_id = $1 and id = $2 and kind = $3',
      [tx.organisationId, id, kind],
    );
    return row?.settings;
  }

  /** @returns its id @throws {NotFound | SourceTaken} */
  async create(tx: Tx, source: NewSource): Promise<string> {
    if (!(await this.shops.find(tx, source.shopId))) throw new NotFound('shop');
    const id = newId();
    const now = this.clock.now();
    const written = await tx.execute(
      `insert into order_sources (id, organisation_id, shop_id, kind, name, external_id, settings, secrets, backfill, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (organisation_id, kind, external_id) do nothing`,
      [
        id,
        tx.organisationId,
        source.shopId,
        source.kind,
        source.name,
        source.externalId,
        JSON.stringify(source.settings),
        this.secretBox.seal(source.secrets, id),
        source.backfill && JSON.stringify(source.backfill),
        now,
      ],
    );
    if (written === 0) throw new SourceTaken();
    await this.tell(tx, id);
    return id;
  }

  /** Another secret: whoever works with it begins afresh. @throws {NotFound | SourceTaken} */
  async setConnection(tx: Tx, id: string, externalId: string, settings: object, secrets: object): Promise<void> {
    const [other] = await tx.query(
      `select 1 from order_sources a join order_sources b on b.organisation_id = a.organisation_id and b.kind = a.kind and b.id <> a.id
        where a.organisation_id = $1 and a.id = $2 and b.external_id = $3`,
      [tx.organisationId, id, externalId],
    );
    if (other) throw new SourceTaken();
    await this.change(tx, id, `external_id = $4, settings = $5, secrets = $6, ${AFRESH}`, [
      externalId,
      JSON.stringify(settings),
      this.secretBox.seal(secrets, id),
    ]);
  }

  /** @throws {NotFound} */
  async update(tx: Tx, id: string, { name, paused, keepMonths }: UpdateOrderSourceRequest): Promise<void> {
    await this.change(tx, id, 'name = coalesce($4, name), keep_months = coalesce($5, keep_months)', [name ?? null, keepMonths ?? null]);
    if (paused === true) await this.change(tx, id, `status = 'paused', generation = generation + 1`, []);
    if (paused === false) {
      await tx.query(`update order_sources set ${AFRESH} where organisation_id = $1 and id = $2 and status = 'paused'`, [
        tx.organisationId,
        id,
      ]);
    }
  }

  /** A person says: try again now. @throws {NotFound} */
  retry(tx: Tx, id: string): Promise<void> {
    return this.change(tx, id, AFRESH, []);
  }

  /** With all its orders: nothing of its customers stays. @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    if ((await tx.execute('delete from order_sources where organisation_id = $1 and id = $2', [tx.organisationId, id])) === 0)
      throw new NotFound('connection');
    await this.tell(tx, id);
  }

  private async change(tx: Tx, id: string, assignments: string, values: readonly unknown[]): Promise<void> {
    const changed = await tx.execute(`update order_sources set updated_at = $3, ${assignments} where organisation_id = $1 and id = $2`, [
      tx.organisationId,
      id,
      this.clock.now(),
      ...values,
    ]);
    if (changed === 0) throw new NotFound('connection');
    await this.tell(tx, id);
  }

  private tell(tx: Tx, sourceId: string): Promise<void> {
    return this.outbox.add(tx, orderSourceChanged, { organisationId: currentOrganisationId(), sourceId });
  }
}
