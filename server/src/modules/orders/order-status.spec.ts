import { describe, expect, it } from '@jest/globals';
import { orderStatesOf, orderStatusOf } from './order-status.ts';

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

describe('what is true of an order', () => {
  const promised = (promisedOn: string | null, shipped = 0, more = {}) => ({
    ...line(1, shipped),
    cancelRequested: false,
    promisedOn,
    ...more,
  });
  const back = (handled: boolean) => ({ handled });
  it.each([
    ['a day before the promised one', ['open'], [promised('2026-03-02')], [], []],
    ['the promised day itself', ['shipped'], [promised('2026-03-01', 1)], [], []],
    ['the day after, on its way', ['shipped', 'late'], [promised('2026-02-28', 1)], [parcel('in_transit')], []],
    ['the day after, delivered', ['delivered'], [promised('2026-02-28', 1)], [parcel('delivered')], []],
    ['the day after, cancelled', ['cancelled'], [promised('2026-02-28', 0, { cancelled: 1 })], [], []],
    ['nothing promised', ['open'], [promised(null)], [], []],
    ['a wish to cancel', ['open', 'cancel_requested'], [promised(null, 0, { cancelRequested: true })], [], []],
    ['one of two that came back', ['shipped', 'return_open', 'returned'], [promised('2026-02-01', 1)], [], [back(true), back(false)]],
  ] as const)('%s', (_, states, lines, shipments, returns) => {
    expect(orderStatesOf({ lines, shipments, returns }, '2026-03-01')).toEqual(states);
  });
});
