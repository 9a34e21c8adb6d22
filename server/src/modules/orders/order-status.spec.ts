import { describe, expect, it } from '@jest/globals';
import { orderStatusOf } from './order-status.ts';

const line = (quantity: number, shipped: number, cancelled = 0) => ({ quantity, shipped, cancelled });
const parcel = (...codes: ('in_transit' | 'delivered' | 'picked_up')[]) => ({
  events: codes.map((code) => ({ code, at: '2026-03-01T09:00:00.000Z', words: '' })),
});

describe('the status of an order', () => {
  it.each([
    ['open', [line(1, 0)], []],
    ['open', [line(1, 0), line(1, 0, 1)], []],
    ['partly_shipped', [line(2, 1)], [parcel('delivered')]],
    ['shipped', [line(2, 1, 1)], []],
    ['shipped', [line(1, 1), line(1, 1)], [parcel('delivered'), parcel('in_transit')]],
    ['delivered', [line(1, 1), line(1, 1)], [parcel('in_transit', 'delivered'), parcel('picked_up')]],
    ['cancelled', [line(2, 0, 2)], []],
    ['open', [], []],
  ] as const)('is %s', (status, lines, shipments) => {
    expect(orderStatusOf(lines, shipments)).toBe(status);
  });
});
