import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { toOrder, toReturns, toShipment } from './retailer-mapping.ts';
import {
  bolOrder,
  bolReturn,
  bolReturns,
  bolShipment,
  bolShipments,
  performanceIndicators,
  processStatus,
  reducedOrders,
} from './retailer-shapes.ts';
import { FakeRetailer } from './testing/fake-retailer.ts';
import { faultsByOpenApi } from './testing/openapi-check.ts';

const EXAMPLES: Record<string, unknown> = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'testing/openapi-examples.json'), 'utf8'),
);

describe("bol's own examples", () => {
  it.each<[string, z.ZodType]>([
    ['GET_orders', reducedOrders],
    ['GET_order', bolOrder],
    ['GET_shipments', bolShipments],
    ['GET_shipment', bolShipment],
    ['GET_returns', bolReturns],
    ['GET_return', bolReturn],
    ['GET_performance_indicator', performanceIndicators],
    ['process_status', processStatus],
  ])('%s can be read', (name, shape) => {
    expect(shape.safeParse(EXAMPLES[name]).error).toBeUndefined();
  });

  it('become an order with prices in cents, and little of the customer', () => {
    const order = toOrder(bolOrder.parse(EXAMPLES['GET_order']));
    expect(order).toMatchObject({
      number: 'A2K8290LP8',
      customer: { name: 'Billie Jansen', city: 'Utrecht', email: 'billie@verkopen.bol.com' },
      lines: [{ unitMinor: 1299, totalMinor: 11_891, shipped: 10, promise: { day: '2017-02-13', exact: true }, sentBy: 'shop' }],
    });
    expect(JSON.stringify(order)).not.toMatch(/Dorpstraat|1111ZZ|012123456|NL999/);
  });

  it('become a parcel with its last event first, and a return with what was decided', () => {
    expect(toShipment(bolShipment.parse(EXAMPLES['GET_shipment'])).track).toMatchObject({
      carrier: 'PostNL',
      trackingCode: '3SBOL0987654321',
      events: [{ code: 'at_carrier', at: '2021-07-28T15:21:07.000Z' }],
      ended: false,
    });
    const [first] = toReturns(bolReturn.parse(EXAMPLES['GET_return']));
    expect(first).toMatchObject({ externalId: '31234567', results: [{ resolution: 'accept' }], details: { carrier: 'PostNL' } });
  });

  it('may have words tomorrow that bol does not have today', () => {
    const example = structuredClone(EXAMPLES['GET_shipment']) as { transport: { transportEvents: unknown[] } };
    example.transport.transportEvents.push({ eventCode: 'LOST_AT_SEA', eventDateTime: '2021-07-29T17:21:07+02:00' });
    expect(toShipment(bolShipment.parse(example)).track?.events[0]).toMatchObject({ code: 'other', words: 'LOST_AT_SEA' });
  });
});

describe('the fake bol', () => {
  let fake: FakeRetailer;
  beforeAll(async () => {
    fake = await FakeRetailer.start();
    const { world } = fake;
    world.order('A2K8290LP8', 1, {}, { method: 'FBB', exactDeliveryDate: '2026-03-01' });
    world.ship('A2K8290LP8');
    world.return('A2K8290LP8', {
      results: [{ quantity: 1, handlingResult: 'RETURN_RECEIVED', processingResult: 'ACCEPTED', at: Date.now() }],
    });
  });
  afterAll(() => fake.stop());

  it.each([
    ['/retailer/orders', 'status=ALL&fulfilment-method=ALL', 'ReducedOrders'],
    ['/retailer/orders/A2K8290LP8', '', 'Order'],
    ['/retailer/shipments', '', 'ShipmentsResponse'],
    ['/retailer/shipments/<shipment>', '', 'Shipment'],
    ['/retailer/returns', 'handled=true', 'ReturnsResponse'],
    ['/retailer/returns/<return>', '', 'Return'],
  ])('answers %s?%s as the OpenAPI has it', (template, query, schema) => {
    const [shipment] = fake.world.shipments.keys();
    const [back] = fake.world.returns.values();
    const answer = fake.world.read(
      template.replace('<shipment>', shipment ?? '').replace('<return>', back?.returnId ?? ''),
      new URLSearchParams(query),
    );
    expect(faultsByOpenApi(schema, answer)).toEqual([]);
    expect(Object.values(answer ?? {}).flat().length).toBeGreaterThan(0);
  });

  it('takes writes as the OpenAPI has them', () => {
    const [back] = fake.world.returns.values();
    const taken = fake.world.handleReturn(back?.rmaId ?? '', 'REPAIR_PRODUCT', 1);
    expect(faultsByOpenApi('ProcessStatus', taken)).toEqual([]);
    expect(faultsByOpenApi('ProcessStatusResponse', fake.world.processesOf(back?.rmaId ?? '', 'HANDLE_RETURN_ITEM'))).toEqual([]);
  });

  it('would be caught not doing so', () => {
    expect(faultsByOpenApi('ProcessStatus', { status: 'DONE' })).toContain(
      'ProcessStatus.status: DONE is none of PENDING, SUCCESS, FAILURE, TIMEOUT',
    );
  });
});
