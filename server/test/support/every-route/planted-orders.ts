import { v7 as newId } from 'uuid';
import type { SecretBox } from '../../../src/platform/crypto/secret-box.ts';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

export const ORDER_NAMES = ['orderSource', 'order', 'orderLine', 'orderReturn'] as const;
export type PlantedOrders = Readonly<Record<(typeof ORDER_NAMES)[number], string>>;
type Ids = PlantedOrders & Readonly<Record<'shop' | 'ticket' | 'me', string>>;

/** A connection with bol.com, and an order with all that may belong to one. */
export async function plantOrders(
  insert: Insert,
  planted: Ids,
  { mark, secretBox }: { mark: string; secretBox: SecretBox },
): Promise<void> {
  const at = new Date();
  const { orderSource: source_id, order: order_id } = planted;
  await insert('order_sources', {
    id: source_id,
    shop_id: planted.shop,
    kind: 'bol',
    name: mark,
    external_id: mark,
    status: 'paused', // Nobody asks bol while the test runs.
    settings: JSON.stringify({ clientId: mark, backfillDays: 0 }),
    secrets: secretBox.seal({ clientSecret: mark }, source_id),
    last_error: mark,
    created_at: at,
    updated_at: at,
  });
  const customer = { customer_name: mark, customer_city: mark, customer_email: `${mark}@verkopen.bol.com` };
  const order = {
    id: order_id,
    source_id,
    number: orderNumber(order_id),
    placed_at: at,
    currency: 'EUR',
    total_minor: 100,
    asked_at: at,
    created_at: at,
  };
  await insert('orders', { ...order, ...customer });
  const line = { id: planted.orderLine, order_id, external_id: mark, position: 0, title: mark, sku: mark };
  const amounts = { quantity: 1, shipped: 0, cancelled: 0, unit_minor: 100, total_minor: 100 };
  await insert('order_lines', { ...line, ...amounts, cancel_requested: true, sent_by: 'shop', changed_at: at });
  const known = { source_id, order_number: orderNumber(order_id), external_id: mark };
  await insert('order_shipments', { ...known, id: newId(), carrier: mark, tracking_code: mark });
  const reasons = { return_number: mark, sku: mark, title: mark, reason: mark, comment: mark };
  await insert('order_returns', {
    ...known,
    ...reasons,
    id: planted.orderReturn,
    quantity: 1,
    registered_at: at,
    handled: false,
    asked_at: at,
  });
  await insert('order_actions', {
    id: newId(),
    order_id,
    task: JSON.stringify({ kind: 'handle_return', returnId: planted.orderReturn, resolution: 'accept', quantity: 1 }),
    state: 'failed',
    fault: JSON.stringify({ code: 'refused', words: mark }),
    agent_id: planted.me,
    idempotency_key: newId(),
    created_at: at,
    updated_at: at,
  });
  const week = { name: 'RESPONSE_TIME', year: 2026, week: 9, fetched_on: at, unit: 'percentage', fetched_at: at };
  await insert('marketplace_figures', { ...week, source_id, value: 0.9, conforms: true });
  await insert('ticket_orders', { ticket_id: planted.ticket, order_id, belongs: true, agent_id: planted.me, decided_at: at });
}

/** Of the planted order. Not an id: two organisations may both have it. */
export function orderNumber(order: string): string {
  return `P${order.slice(-9).toUpperCase()}`;
}
