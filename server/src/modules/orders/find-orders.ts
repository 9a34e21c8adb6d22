import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

export interface FoundOrder {
  readonly id: string;
  readonly number: string;
  /** The shop itself says that it is this customer's. */
  readonly isTheirs: boolean;
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

/** More are never shown beside a ticket. */
const MOST = 20;

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

  /** Which of these customers have ordered; by mail address (lower case) or by number. */
  async known(reader: Reader, emails: readonly string[], numbers: readonly string[]): Promise<ReadonlySet<string>> {
    if (emails.length + numbers.length === 0) return new Set();
    const rows = await reader.query<{ email: string; number: string }>(
      `select distinct o.customer_email as email, o.number from orders o
        where o.organisation_id = $1 and (o.number = any($3) or o.customer_email <> '' and o.customer_email = any($2))`,
      [reader.organisationId, emails, numbers],
    );
    return new Set(rows.flatMap(({ email, number }) => [email, number]));
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
