import { eventType } from '../../platform/events/event-type.ts';

/** A source is new, works otherwise, was paused, resumed or removed. */
export const orderSourceChanged = eventType<{ organisationId: string; sourceId: string }>('order-source.changed');
/** Orders came in or are different now, with what belongs to them. */
export const ordersChanged = eventType<{ sourceId: string; numbers: string[] }>('orders.changed');
