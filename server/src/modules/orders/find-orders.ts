import type { OrderState } from '@balie/shared/contracts/orders.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { orderStatesOf } from './order-status.ts';

export interface FoundOrder {
  readonly id: string;
  readonly number: string;
  /** The shop itself says that it is this customer's. */
  readonly isTheirs: boolean;
}

/** An order as far as decisions need it. */
export interface OrderOfCustomer {
  readonly id: string;
  readonly number: string;
  /** In lower case; may be empty. */
  readonly email: string;
  /** The word that its channel has for itself. */
  readonly kind: string;
  readonly placedAt: Date;
  readonly totalMinor: number;
  readonly states: readonly OrderState[];
}

interface Signs {
  readonly shopId: string;
  /** As they stand in a text; most of them are no order at all. */
  readonly words: readonly string[];
  /** Of the customer, in lower case. */
  readonly emails: readonly string[];
  /** Numbers that a channel says are the customer's. */
  readonly numbers: readonly string[];
}

interface SignsOfCustomers extends Pick<Signs, 'emails' | 'numbers'> {
  readonly ids: readonly string[];
}

/** More are never shown beside a ticket. */
const MOST = 20;
/** By an older one nobody decides anything. */
const MOST_OF_ONE = 10;
/** Where customers live: a promised day is one there. */
const HOME = 'Europe/Amsterdam';

/** Finds orders by what a conversation tells. */
@Injectable()
export class FindOrders {
  /**
   * Newest first. Orders of the shop that was written to come before those of the organisation's other shops, which count
   * only where that shop has none: two shops may both have an order 1001.
   */
  async bySigns(tx: Reader, { shopId, words, emails, numbers }: Signs): Promise<FoundOrder[]> {
    const rows = await tx.query<FoundOrder & { here: boolean }>(
      `select o.id, o.number, o.number = any($4) or o.customer_email <> '' and o.customer_email = any($3) as "isTheirs", s.shop_id = $5 as here
         from orders o join order_sources s on s.id = o.source_id
        where o.organisation_id = $1 and (o.number = any($2) or o.number = any($4) or o.customer_email <> '' and o.customer_email = any($3))
        order by o.placed_at desc, o.id desc limit ${MOST * 2}`,
      [tx.organisationId, words, emails, numbers, shopId],
    );
    const here = new Set(rows.filter((row) => row.here).map(({ number }) => number));
    return rows
      .filter((row) => row.here || !here.has(row.number))
      .slice(0, MOST)
      .map(({ here: _, ...row }) => row);
  }

  /** The newest orders of these customers, and those that were asked for by id; newest first. One question, however many. */
  async ofCustomers(reader: Reader, { emails, numbers, ids }: SignsOfCustomers, now: Date): Promise<OrderOfCustomer[]> {
    if (emails.length + numbers.length + ids.length === 0) return [];
    const today = wallDayOf(HOME, now.getTime());
    const rows = await reader.query<Omit<OrderOfCustomer, 'states'> & Parameters<typeof orderStatesOf>[0]>(
      `with signed as (
         select o.id from unnest($2::text[]) e cross join lateral (
           select id from orders where organisation_id = $1 and customer_email = e and e <> '' order by placed_at desc, id desc limit ${MOST_OF_ONE}) o
         union select id from orders where organisation_id = $1 and number = any($3)
         union select id from orders where organisation_id = $1 and id = any($4::uuid[]))
       select o.id, o.number, o.customer_email as email, s.kind, o.placed_at as "placedAt", o.total_minor::float8 as "totalMinor",
              coalesce((select json_agg(json_build_object('quantity', l.quantity, 'shipped', l.shipped, 'cancelled', l.cancelled,
                  'cancelRequested', l.cancel_requested, 'promisedOn', l.promised_on)) from order_lines l where l.order_id = o.id), '[]') as lines,
              coalesce((select json_agg(json_build_object('events', h.events)) from order_shipments h
                where h.source_id = o.source_id and h.order_number = o.number), '[]') as shipments,
              coalesce((select json_agg(json_build_object('handled', r.handled)) from order_returns r
                where r.source_id = o.source_id and r.order_number = o.number), '[]') as returns
         from signed join orders o using (id) join order_sources s on s.id = o.source_id order by o.placed_at desc, o.id desc`,
      [reader.organisationId, emails, numbers, ids],
    );
    return rows.map(({ lines, shipments, returns, ...order }) => ({
      ...order,
      states: orderStatesOf({ lines, shipments, returns }, today),
    }));
  }

  /** @returns ids, those of this shop first */
  async byNumber(tx: Reader, number: string, shopId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select o.id from orders o join order_sources s on s.id = o.source_id
        where o.organisation_id = $1 and o.number = $2 order by s.shop_id <> $3, o.placed_at desc limit ${MOST}`,
      [tx.organisationId, number, shopId],
    );
    return rows.map(({ id }) => id);
  }
}
