import type { OrderLine, OrderStatus, Shipment } from '@balie/shared/contracts/orders.ts';

const ARRIVED = new Set(['delivered', 'delivered_at_neighbours', 'picked_up']);

/** How an order stands as a whole: as far as its least advanced line. */
export function orderStatusOf(
  lines: readonly Pick<OrderLine, 'quantity' | 'shipped' | 'cancelled'>[],
  shipments: readonly Pick<Shipment, 'events'>[],
): OrderStatus {
  const wanted = lines.filter(({ quantity, cancelled }) => quantity > cancelled);
  if (lines.length > 0 && wanted.length === 0) return 'cancelled';
  const shipped = wanted.reduce((sum, line) => sum + line.shipped, 0);
  if (shipped === 0) return 'open';
  if (wanted.some((line) => line.quantity > line.shipped + line.cancelled)) return 'partly_shipped';
  const allThere = shipments.length > 0 && shipments.every(({ events }) => events.some(({ code }) => ARRIVED.has(code)));
  return allThere ? 'delivered' : 'shipped';
}
