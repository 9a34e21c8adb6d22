import type { OrderLine, OrderReturn, OrderState, OrderStatus, Shipment } from '@balie/shared/contracts/orders.ts';

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

interface Parts {
  readonly lines: readonly (Pick<OrderLine, 'quantity' | 'shipped' | 'cancelled' | 'cancelRequested'> & {
    /** The day for which it was promised. */
    readonly promisedOn: string | null;
  })[];
  readonly shipments: readonly Pick<Shipment, 'events'>[];
  readonly returns: readonly Pick<OrderReturn, 'handled'>[];
}

/** All that is true of an order. @param today as `2026-03-01`, where the customer lives */
export function orderStatesOf({ lines, shipments, returns }: Parts, today: string): OrderState[] {
  const status = orderStatusOf(lines, shipments);
  const isExpected = status !== 'cancelled' && status !== 'delivered' && returns.length === 0;
  const wanted = lines.filter(({ quantity, cancelled }) => quantity > cancelled);
  const isLate = isExpected && wanted.some(({ promisedOn }) => promisedOn !== null && promisedOn < today);
  return [
    status,
    ...(isLate ? (['late'] as const) : []),
    ...(wanted.some(({ cancelRequested }) => cancelRequested) ? (['cancel_requested'] as const) : []),
    ...(returns.some(({ handled }) => !handled) ? (['return_open'] as const) : []),
    ...(returns.some(({ handled }) => handled) ? (['returned'] as const) : []),
  ];
}
