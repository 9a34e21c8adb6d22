import type { PageQuery } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { sanitiseOwnHtml } from '../../platform/html/sanitise.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { organisationChanged } from './organisation.events.ts';

export interface Shop {
  readonly id: string;
  readonly name: string;
  /** Sanitised; may hold the variables of `domain/signature.ts`. */
  readonly signatureHtml: string;
  readonly quoteHistory: boolean;
  readonly createdAt: Date;
}
interface SaveShop {
  readonly name: string;
  readonly signatureHtml: string;
  readonly quoteHistory?: boolean | undefined;
}

const COLUMNS = 'id, name, signature_html as "signatureHtml", quote_history as "quoteHistory", created_at as "createdAt"';
const marker = z.tuple([z.uuid()]);

/** The brands of an organisation. A channel account belongs to one shop. */
@Injectable()
export class Shops {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async find(tx: Reader, id: string): Promise<Shop | undefined> {
    const [shop] = await tx.query<Shop>(`select ${COLUMNS} from shops where organisation_id = $1 and id = $2`, [tx.organisationId, id]);
    return shop;
  }

  /** Oldest first; one row more than the page holds, when there is more. */
  list(tx: Tx, { cursor, limit }: PageQuery): Promise<Shop[]> {
    const [after] = cursor ? decodeCursor(cursor, marker) : [null];
    return tx.query<Shop>(
      `select ${COLUMNS} from shops where organisation_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [tx.organisationId, after, limit + 1],
    );
  }

  /** @param organisationId where it differs from the scope's: at the first run there is none yet */
  async create(tx: Tx, shop: SaveShop, organisationId = tx.organisationId): Promise<Shop> {
    const made = {
      id: newId(),
      name: shop.name,
      signatureHtml: sanitiseOwnHtml(shop.signatureHtml),
      quoteHistory: shop.quoteHistory ?? false,
      createdAt: this.clock.now(),
    };
    await tx.query(
      'insert into shops (id, organisation_id, name, signature_html, quote_history, created_at) values ($1, $2, $3, $4, $5, $6)',
      [made.id, organisationId, made.name, made.signatureHtml, made.quoteHistory, made.createdAt],
    );
    if (tx.organisationId) await this.outbox.add(tx, organisationChanged, { organisationId: tx.organisationId });
    return made;
  }

  /** @throws {NotFound} */
  async save(tx: Tx, id: string, shop: SaveShop): Promise<Shop> {
    const changed = await tx.execute(
      'update shops set name = $3, signature_html = $4, quote_history = coalesce($5, quote_history) where organisation_id = $1 and id = $2',
      [tx.organisationId, id, shop.name, sanitiseOwnHtml(shop.signatureHtml), shop.quoteHistory ?? null],
    );
    const saved = changed > 0 ? await this.find(tx, id) : undefined;
    if (!saved || !tx.organisationId) throw new NotFound('shop');
    await this.outbox.add(tx, organisationChanged, { organisationId: tx.organisationId });
    return saved;
  }
}
