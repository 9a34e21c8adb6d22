import { randomUUID } from 'node:crypto';
import { type Order, type OrderAction, ticketOrders } from '@balie/shared/contracts/orders.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { QueryCounter } from '../../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { TestClock } from '../../../../test/support/test-clock.ts';
import { aColleague } from '../../../modules/agents/testing/people.ts';
// What runs in the background is run here by hand, a step at a time.
import { OrderActionTurn } from '../../../modules/orders/testing/order-action-turn.ts';
import { inOrganisation } from '../../../platform/database/scope.ts';
import { BolShop } from './testing/bol-shop.ts';
import { FakeRetailer } from './testing/fake-retailer.ts';

let app: TestApp;
let fake: FakeRetailer;
const clock = new TestClock();
beforeAll(async () => {
  fake = await FakeRetailer.start();
  // Ahead of the queue, so that no step is taken but those that are taken here.
  clock.advance({ days: 1 });
  fake.aheadMs = clock.now().getTime() - Date.now();
  app = await startTestApp({ ...fake.environment, BALIE_BOL_POLL_SECONDS: '1800' }, clock);
});
afterAll(async () => {
  await app.stop();
  await fake.stop();
});

let shop: BolShop;
let ticketId: string;
let order: Order;
beforeEach(async () => {
  fake.world.orders.clear();
  fake.world.returns.clear();
  fake.world.processes.clear();
  Object.assign(fake.world, { ends: 'SUCCESS', looks: 2, words: '' });
  Object.assign(fake, { nextWrite: 'taken', isDead: false, aheadMs: clock.now().getTime() - Date.now() });
  fake.writes.length = 0;
  fake.world.order('A2K8290LP8', 5, { cancellationRequest: true, quantity: 2 }, { title: 'Dimmer' });
  fake.world.return('A2K8290LP8');
  shop = await BolShop.open(app, fake);
  await shop.withoutFigures();
  ticketId = (await shop.ticket('Kapotte lamp')).id;
  const path = `/api/tickets/${ticketId}/orders`;
  // Whether anybody polled or not: it is fetched because an agent asks for it.
  expect((await shop.owner.post(path, { number: 'a2k8290lp8' })).as(ticketOrders).items).toHaveLength(1);
  const [back] = fake.world.returns.values();
  await shop.look(
    `insert into order_returns (id, organisation_id, source_id, order_number, external_id, return_number, sku, quantity, reason, comment,
       registered_at, handled, asked_at)
     select $2, organisation_id, id, 'A2K8290LP8', $3, $4, '8712345678906', 2, 'Kapot', '', now(), false, now() - interval '1 day'
       from order_sources where id = $1 on conflict do nothing`,
    randomUUID(),
    back?.rmaId,
    back?.returnId,
  );
  order = await shop.order(ticketId);
});

const step = ({ id }: OrderAction) => inOrganisation(shop.organisation.id, () => app.app.get(OrderActionTurn).run(id));
const stateOf = async ({ id }: OrderAction) => (await shop.order(ticketId)).actions.find((action) => action.id === id);
const acceptance = () => ({
  kind: 'handle_return' as const,
  returnId: order.returns[0]?.id ?? '',
  resolution: 'accept' as const,
  quantity: 2,
});
/** Steps until it rests. */
async function through(action: OrderAction): Promise<OrderAction | undefined> {
  for (let n = 0; n < 6; n += 1) await step(action);
  return stateOf(action);
}

describe('an action', () => {
  it('is taken by bol, worked at, and done; what it changed shows', async () => {
    const action = await shop.start(order.id, acceptance());
    expect(action).toMatchObject({ state: 'waiting', agentId: shop.owner.id });
    await step(action);
    expect(await stateOf(action)).toMatchObject({ state: 'working', fault: null });
    await step(action);
    expect(await stateOf(action)).toMatchObject({ state: 'working' });
    expect(await through(action)).toMatchObject({ state: 'done', fault: null });
    expect((await shop.order(ticketId)).returns).toMatchObject([{ handled: true, results: [{ quantity: 2, resolution: 'accept' }] }]);
    expect(fake.writes).toEqual([
      { path: expect.stringMatching(/returns\/\d+$/), body: { handlingResult: 'RETURN_RECEIVED', quantityReturned: 2 } },
    ]);
  });

  it('confirms a cancellation that the customer asked for', async () => {
    const line = order.lines.find(({ cancelRequested }) => cancelRequested);
    const action = await shop.start(order.id, { kind: 'cancel_lines', lineIds: [line?.id ?? ''] });
    expect(await through(action)).toMatchObject({ state: 'done' });
    expect((await shop.order(ticketId)).lines).toMatchObject([{ cancelled: 2, cancelRequested: false }, { cancelled: 0 }]);
    expect(fake.writes[0]?.body).toEqual({ orderItems: [{ orderItemId: expect.any(String), reasonCode: 'REQUESTED_BY_CUSTOMER' }] });
  });

  it('that bol does not do fails in bol’s words, and can be asked for anew', async () => {
    Object.assign(fake.world, { ends: 'FAILURE', words: 'The return is already closed.' });
    const action = await shop.start(order.id, acceptance());
    expect(await through(action)).toMatchObject({ state: 'failed', fault: { code: 'refused', words: 'The return is already closed.' } });
    fake.world.ends = 'SUCCESS';
    expect(await through(await shop.start(order.id, acceptance()))).toMatchObject({ state: 'done' });
  });

  it('that bol gives up on failed, unless it was done all the same', async () => {
    fake.world.ends = 'TIMEOUT';
    const action = await shop.start(order.id, acceptance());
    expect(await through(action)).toMatchObject({ state: 'failed', fault: { code: 'timed_out' } });
    const second = await shop.start(order.id, acceptance());
    await step(second);
    const [back] = fake.world.returns.values();
    back?.results.push({ quantity: 2, handlingResult: 'RETURN_RECEIVED', processingResult: 'ACCEPTED', at: fake.world.now() });
    expect(await through(second)).toMatchObject({ state: 'done' });
  });

  it('whose answer was never heard is not asked for a second time: bol knows of it', async () => {
    fake.nextWrite = 'unheard';
    const action = await shop.start(order.id, acceptance());
    await step(action);
    // To the agent it is being worked at, which is as much as anybody knows.
    expect(await stateOf(action)).toMatchObject({ state: 'working' });
    expect(await through(action)).toMatchObject({ state: 'done' });
    expect(fake.writes).toHaveLength(1);
  });

  it('of a process that died right after asking is not asked for a second time either', async () => {
    const action = await shop.start(order.id, acceptance());
    await step(action);
    // As if nothing of the answer had been written down.
    await shop.look(`update order_actions set state = 'sending', provider_ref = null where id = $2 and $1::uuid is not null`, action.id);
    expect(await through(action)).toMatchObject({ state: 'done' });
    expect(fake.writes).toHaveLength(1);
  });

  it('that never reached bol is asked for again, once that is certain', async () => {
    fake.nextWrite = 'lost';
    const action = await shop.start(order.id, acceptance());
    await step(action);
    await step(action);
    expect(fake.writes).toHaveLength(0);
    clock.advance({ seconds: 40 });
    fake.aheadMs = clock.now().getTime() - Date.now();
    expect(await through(action)).toMatchObject({ state: 'done' });
    expect(fake.writes).toHaveLength(1);
  });

  it.each(['throttled', 'failing'] as const)('waits when bol is %s, and is done once', async (fate) => {
    fake.nextWrite = fate;
    fake.retryAfterSeconds = 0;
    const action = await shop.start(order.id, acceptance());
    await step(action);
    expect(['waiting', 'working']).toContain((await stateOf(action))?.state);
    clock.advance({ seconds: 40 });
    fake.aheadMs = clock.now().getTime() - Date.now();
    expect(await through(action)).toMatchObject({ state: 'done' });
    expect(fake.writes).toHaveLength(1);
  });
});

describe('asking for an action', () => {
  it('twice with one key is asking once', async () => {
    const key = randomUUID();
    const [one, other] = await Promise.all([shop.start(order.id, acceptance(), key), shop.start(order.id, acceptance(), key)]);
    expect(other.id).toBe(one.id);
  });

  it('while it is being done is refused, and so is what cannot be', async () => {
    const ask = (task: object) => shop.owner.post(`/api/orders/${order.id}/actions`, { idempotencyKey: randomUUID(), task });
    await shop.start(order.id, acceptance());
    expect((await ask(acceptance())).code).toBe('order_task_running');
    expect((await ask({ ...acceptance(), returnId: randomUUID() })).status).toBe(404);
    expect((await ask({ kind: 'cancel_lines', lineIds: [randomUUID()] })).status).toBe(404);
    fake.world.ship('A2K8290LP8');
    await shop.look('update order_lines set shipped = quantity where order_id = $2 and $1::uuid is not null', order.id);
    expect((await ask({ kind: 'cancel_lines', lineIds: [order.lines[0]?.id] })).code).toBe('order_task_not_possible');
    expect(fake.writes).toEqual([]);
  });

  it('is not for who may only read', async () => {
    const viewer = await aColleague(app, { role: 'viewer', organisationId: shop.organisation.id });
    const request = { idempotencyKey: randomUUID(), task: acceptance() };
    expect((await viewer.post(`/api/orders/${order.id}/actions`, request)).status).toBe(403);
    expect((await viewer.get(`/api/tickets/${ticketId}/orders`)).status).toBe(200);
  });
});

describe('the orders of a ticket', () => {
  const tied = async (id: string) => (await shop.ordersOf(id)).items.map(({ tie, order: { number } }) => `${tie} ${number}`);

  it('are those a colleague linked, those of the customer, and those spoken of', async () => {
    const mentioned = await shop.ticket('Ik wacht op A2K8290LP8.');
    expect(await tied(mentioned.id)).toEqual(['mentioned A2K8290LP8']);
    await shop.look(
      `insert into contact_identities (id, organisation_id, contact_id, kind, value)
       select $2, t.organisation_id, t.contact_id, 'bol_order', 'A2K8290LP8' from tickets t where t.id = $3 and $1::uuid is not null`,
      randomUUID(),
      mentioned.id,
    );
    expect(await tied(mentioned.id)).toEqual(['customer A2K8290LP8']);
    expect(await tied(ticketId)).toEqual(['linked A2K8290LP8']);
    expect((await shop.owner.del(`/api/tickets/${mentioned.id}/orders/${order.id}`)).as(ticketOrders).items).toEqual([]);
    expect(await tied(mentioned.id)).toEqual([]);
  });

  it('tell of a number that no shop knows, and of none that is no order', async () => {
    const ticket = await shop.ticket('Mijn bestelnummer is B9K8290LP8, bel 0612345678');
    expect(await shop.ordersOf(ticket.id)).toMatchObject({ items: [], unknownNumbers: ['B9K8290LP8'], connected: true });
    const path = `/api/tickets/${ticket.id}/orders`;
    expect((await shop.owner.post(path, { number: 'B9K8290LP8' })).code).toBe('order_unknown');
    fake.isDead = true;
    expect((await shop.owner.post(path, { number: 'B9K8290LP8' })).code).toBe('shop_does_not_answer');
  });

  it('are found by a number as people read it out, at the shop and when they are known', async () => {
    fake.world.order('Q777000001', 5);
    const ticket = await shop.ticket('Over die andere bestelling');
    for (const number of ['#q777 000 001', 'q777-000-001'])
      expect((await shop.owner.post(`/api/tickets/${ticket.id}/orders`, { number })).as(ticketOrders).items).toHaveLength(1);
  });

  it('are read with as many questions for ten orders as for one', async () => {
    await eventually(async () => {
      const [row] = await shop.look<{ rest: boolean }>(`select cursor->'figures'->'weeks' = '[]' as rest from order_sources where id = $1`);
      return row?.rest === true;
    }, 'nothing else is read');
    const counter = new QueryCounter(app.database.dataSource, shop.organisation.id);
    const one = await counter.during(() => shop.ordersOf(ticketId));
    for (let n = 0; n < 9; n += 1) {
      fake.world.order(`Q00000000${n}`, 5);
      await shop.owner.post(`/api/tickets/${ticketId}/orders`, { number: `Q00000000${n}` });
    }
    const ten = await counter.during(() => shop.ordersOf(ticketId));
    expect((await shop.ordersOf(ticketId)).items).toHaveLength(10);
    // Whether the shop is asked again beside it is a matter of minutes; no question is asked order by order.
    for (const asked of [one, ten]) expect(asked).toHaveLength(new Set(asked).size);
    expect(ten.length).toBeLessThanOrEqual(12);
  });
});

it('tells an owner what is wrong with credentials', async () => {
  const tried = async (access: object) => (await shop.owner.post('/api/channels/bol/retailer/test', access)).body;
  expect(await tried(fake.access)).toEqual({ ok: true, code: null, detail: null });
  expect(await tried({ ...fake.access, clientSecret: 'helemaal fout' })).toMatchObject({ ok: false, code: 'credentials_refused' });
  fake.forbids = 'orders';
  expect(await tried(fake.access)).toMatchObject({ ok: false, code: 'not_authorised' });
  fake.forbids = 'demo';
  expect(await tried(fake.access)).toMatchObject({ ok: false, code: 'demo_only' });
  fake.forbids = 'nothing';
  const again = { ...fake.access, shopId: shop.organisation.shopId, name: 'bol', backfillDays: 0 };
  expect((await shop.owner.post('/api/channels/bol/retailer/connections', again)).code).toBe('order_source_taken');
});
