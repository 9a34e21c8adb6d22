import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { ordersChanged } from './order.events.ts';
import type { ProviderLine, ProviderOrder, ProviderReturn, ProviderShipment } from './order-provider.ts';

/** What is here of an order already, by the ids of its lines. */
export type KnownLines = ReadonlyMap<string, { readonly changedAt: Date; readonly isOpen: boolean }>;

/**
 * Where providers write down what they were told. Every write may be repeated, and an older answer that comes later
 * (`askedAt`: when its question was asked) changes nothing.
 */
@Injectable()
export class OrderBook {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** By order number; what is not here is missing. */
  async known(tx: Reader, sourceId: string, numbers: readonly string[]): Promise<ReadonlyMap<string, KnownLines>> {
    const rows = await tx.query<{ number: string; externalId: string; changedAt: Date; isOpen: boolean }>(
      `select o.number, l.external_id as "externalId", l.changed_at as "changedAt", l.quantity > l.shipped + l.cancelled as "isOpen"
         from orders o join order_lines l on l.order_id = o.id
        where o.organisation_id = $1 and o.source_id = $2 and o.number = any($3)`,
      [tx.organisationId, sourceId, numbers],
    );
    const known = new Map<string, Map<string, { changedAt: Date; isOpen: boolean }>>();
    for (const { number, externalId, changedAt, isOpen } of rows) {
      const lines = known.get(number) ?? new Map<string, { changedAt: Date; isOpen: boolean }>();
      known.set(number, lines.set(externalId, { changedAt, isOpen }));
    }
    return known;
  }

  async saveOrder(tx: Tx, sourceId: string, order: ProviderOrder, askedAt: Date): Promise<void> {
    const { number, placedAt, customer, currency, lines, facts } = order;
    const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
    const [kept] = await tx.query<{ id: string }>(
      `insert into orders (id, organisation_id, source_id, number, placed_at, customer_name, customer_city, customer_email, currency,
         total_minor, provider, asked_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (source_id, number) do update set placed_at = excluded.placed_at, customer_name = excluded.customer_name,
         customer_city = excluded.customer_city, customer_email = excluded.customer_email, total_minor = excluded.total_minor,
         provider = excluded.provider, asked_at = excluded.asked_at
       where orders.asked_at <= excluded.asked_at returning id`,
      [
        newId(),
        tx.organisationId,
        sourceId,
        number,
        placedAt,
        storable(customer.name),
        storable(customer.city),
        customer.email,
        currency,
        totalMinor,
        JSON.stringify(facts),
        askedAt,
        this.clock.now(),
      ],
    );
    if (!kept) return;
    await this.saveLines(tx, kept.id, lines);
    await this.tell(tx, sourceId, [number]);
  }

  /** Those of a list tell that they are there; one that was asked for by itself tells where it is. @param askedAt of the latter */
  async saveShipments(tx: Tx, sourceId: string, shipments: readonly ProviderShipment[], askedAt: Date): Promise<number> {
    if (shipments.length === 0) return 0;
    const rows = shipments.map(({ track, shippedAt, ...rest }) => ({
      ...rest,
      id: newId(),
      shippedAt: shippedAt?.toISOString() ?? null,
      carrier: track?.carrier ?? '',
      trackingCode: track?.trackingCode ?? '',
      events: track?.events ?? [],
      ended: track?.ended ?? false,
      askedAt: track ? askedAt.toISOString() : null,
    }));
    const changed = await tx.query<{ number: string }>(
      `insert into order_shipments (id, organisation_id, source_id, order_number, external_id, shipped_at, carrier, tracking_code, items, events, ended, asked_at)
       select r.id, $1, $2, r."orderNumber", r."externalId", r."shippedAt", r.carrier, r."trackingCode", r.items, r.events, r.ended, r."askedAt"
         from jsonb_to_recordset($3::jsonb) as r (id uuid, "orderNumber" text, "externalId" text, "shippedAt" timestamptz, carrier text,
           "trackingCode" text, items int, events jsonb, ended boolean, "askedAt" timestamptz)
       on conflict (source_id, external_id) do update set carrier = excluded.carrier, tracking_code = excluded.tracking_code,
         items = excluded.items, events = excluded.events, ended = excluded.ended, asked_at = excluded.asked_at
       where excluded.asked_at is not null and (order_shipments.asked_at is null or order_shipments.asked_at <= excluded.asked_at)
       returning order_number as number`,
      [tx.organisationId, sourceId, JSON.stringify(rows)],
    );
    if (changed.length > 0)
      await this.tell(
        tx,
        sourceId,
        changed.map(({ number }) => number),
      );
    return changed.length;
  }

  /** @returns how many of them are new or different */
  async saveReturns(tx: Tx, sourceId: string, returns: readonly ProviderReturn[], askedAt: Date): Promise<number> {
    if (returns.length === 0) return 0;
    const rows = returns.map(({ details, registeredAt, comment, ...rest }) => ({
      ...rest,
      ...details,
      id: newId(),
      comment: storable(comment),
      registeredAt: registeredAt.toISOString(),
    }));
    // What only the single answer tells is kept when the list comes by.
    const changed = await tx.query<{ number: string }>(
      `insert into order_returns (id, organisation_id, source_id, order_number, external_id, return_number, sku, title, quantity, reason,
         comment, registered_at, handled, results, carrier, tracking_code, asked_at)
       select r.id, $1, $2, r."orderNumber", r."externalId", r."returnNumber", r.sku, coalesce(r.title, ''), r.quantity, r.reason, r.comment,
              r."registeredAt", r.handled, r.results, coalesce(r.carrier, ''), coalesce(r."trackingCode", ''), $4
         from jsonb_to_recordset($3::jsonb) as r (id uuid, "orderNumber" text, "externalId" text, "returnNumber" text, sku text, title text,
           quantity int, reason text, comment text, "registeredAt" timestamptz, handled boolean, results jsonb, carrier text, "trackingCode" text)
       on conflict (source_id, external_id) do update set handled = excluded.handled, results = excluded.results,
         quantity = excluded.quantity, reason = excluded.reason, comment = excluded.comment, asked_at = excluded.asked_at,
         title = coalesce(nullif(excluded.title, ''), order_returns.title), carrier = coalesce(nullif(excluded.carrier, ''), order_returns.carrier),
         tracking_code = coalesce(nullif(excluded.tracking_code, ''), order_returns.tracking_code)
       where order_returns.asked_at <= excluded.asked_at
         and ((order_returns.handled, order_returns.results, order_returns.quantity)
                is distinct from (excluded.handled, excluded.results, excluded.quantity)
              or excluded.title not in ('', order_returns.title) or excluded.tracking_code not in ('', order_returns.tracking_code))
       returning order_number as number`,
      [tx.organisationId, sourceId, JSON.stringify(rows), askedAt],
    );
    if (changed.length > 0)
      await this.tell(
        tx,
        sourceId,
        changed.map(({ number }) => number),
      );
    return changed.length;
  }

  /** Shipments to ask about, those nobody asked about first. @param before asked about earlier than this */
  dueShipments(tx: Reader, sourceId: string, before: Date, limit: number): Promise<{ externalId: string; orderNumber: string }[]> {
    return tx.query(
      `select external_id as "externalId", order_number as "orderNumber" from order_shipments
        where organisation_id = $1 and source_id = $2 and not ended and (asked_at is null or asked_at < $3)
          and (shipped_at is null or shipped_at > $3 - interval '30 days')
        order by asked_at nulls first, shipped_at desc limit $4`,
      [tx.organisationId, sourceId, before, limit],
    );
  }

  /** bol knows it no more, say: nobody asks again. */
  async endShipment(tx: Tx, sourceId: string, externalId: string, askedAt: Date): Promise<void> {
    tx.write('update order_shipments set ended = true, asked_at = $4 where organisation_id = $1 and source_id = $2 and external_id = $3', [
      tx.organisationId,
      sourceId,
      externalId,
      askedAt,
    ]);
  }

  /** Numbers of returns that wait for a decision, as far as is known here. */
  async openReturns(tx: Reader, sourceId: string): Promise<string[]> {
    const rows = await tx.query<{ number: string }>(
      `select distinct return_number as number from order_returns
        where organisation_id = $1 and source_id = $2 and not handled order by 1 limit 1000`,
      [tx.organisationId, sourceId],
    );
    return rows.map(({ number }) => number);
  }

  async returnNumbersOf(tx: Reader, sourceId: string, orderNumber: string): Promise<string[]> {
    const rows = await tx.query<{ number: string }>(
      'select distinct return_number as number from order_returns where organisation_id = $1 and source_id = $2 and order_number = $3',
      [tx.organisationId, sourceId, orderNumber],
    );
    return rows.map(({ number }) => number);
  }

  private async saveLines(tx: Tx, orderId: string, lines: readonly ProviderLine[]): Promise<void> {
    const rows = lines.map((line, position) => ({ ...line, id: newId(), position, title: storable(line.title) }));
    tx.write(
      `insert into order_lines (id, organisation_id, order_id, external_id, position, title, sku, quantity, shipped, cancelled, unit_minor,
         total_minor, promised_on, promise_exact, promise_evening, cancel_requested, sent_by, changed_at)
       select r.id, $1, $2, r."externalId", r.position, r.title, r.sku, r.quantity, r.shipped, r.cancelled, r."unitMinor", r."totalMinor",
              (r.promise->>'day')::date, coalesce((r.promise->>'exact')::boolean, false), coalesce((r.promise->>'evening')::boolean, false),
              r."cancelRequested", r."sentBy", r."changedAt"
         from jsonb_to_recordset($3::jsonb) as r (id uuid, "externalId" text, position int, title text, sku text, quantity int, shipped int,
           cancelled int, "unitMinor" bigint, "totalMinor" bigint, promise jsonb, "cancelRequested" boolean, "sentBy" text, "changedAt" timestamptz)
       on conflict (order_id, external_id) do update set position = excluded.position, title = excluded.title, sku = excluded.sku,
         quantity = excluded.quantity, shipped = excluded.shipped, cancelled = excluded.cancelled, unit_minor = excluded.unit_minor,
         total_minor = excluded.total_minor, promised_on = excluded.promised_on, promise_exact = excluded.promise_exact,
         promise_evening = excluded.promise_evening, cancel_requested = excluded.cancel_requested, sent_by = excluded.sent_by,
         changed_at = excluded.changed_at`,
      [tx.organisationId, orderId, JSON.stringify(rows)],
    );
  }

  private tell(tx: Tx, sourceId: string, numbers: readonly string[]): Promise<void> {
    return this.outbox.add(tx, ordersChanged, { sourceId, numbers: [...new Set(numbers)] });
  }
}
