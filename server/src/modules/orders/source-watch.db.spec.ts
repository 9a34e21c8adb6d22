import { type OrderSource, orderSource, orderSources } from '@balie/shared/contracts/order-sources.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { OrderHousekeeping } from './order-housekeeping.ts';
import { OrderSources } from './order-sources.ts';
import { SourceLetters } from './source-letters.ts';
import { SourceProgress } from './source-progress.ts';

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let sourceId: string;
beforeAll(async () => {
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' }, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  house = await aFoundedOrganisation(app);
  // Of a kind that nobody fetches: here it fares as the test says.
  const given = { kind: 'none', shopId: house.shopId, name: 'Mijn bol-winkel', externalId: newId(), settings: {}, secrets: {} };
  sourceId = await here(() => app.app.get(UnitOfWork).run((tx) => app.app.get(OrderSources).create(tx, { ...given, backfill: null })));
});

const here = <T>(work: () => Promise<T>): Promise<T> => inOrganisation(house.id, work);
const look = <Row>(sql: string, ...given: unknown[]) => here(() => app.app.get(UnitOfWork).run((tx) => tx.query<Row>(sql, given)));
const fails = (needsPerson = false) =>
  here(() => app.app.get(SourceProgress).failing(sourceId, { code: 'unreachable', message: 'bol.com does not answer.', needsPerson }));
const works = () => here(() => app.app.get(SourceProgress).working(sourceId));
const seen = async (): Promise<OrderSource | undefined> =>
  (await house.owner.get('/api/order-sources')).as(orderSources).items.find(({ id }) => id === sourceId);
const mails = () => look('select from graphile_worker.jobs where key like $1', `mail-source-alarm:${sourceId}:%`);
const letter = () => here(() => app.app.get(SourceLetters).write(sourceId, house.owner.id));

it('tells the owners once when orders have not come in for an hour, and no more when they do', async () => {
  await fails();
  clock.advance({ minutes: 59 });
  await fails();
  expect([(await seen())?.alarmedAt, (await mails()).length, await letter()]).toEqual([null, 0, undefined]);
  clock.advance({ minutes: 1 });
  await fails();
  const told = clock.now().toISOString();
  expect(new Date((await seen())?.alarmedAt ?? 0).toISOString()).toBe(told);
  expect(await mails()).toHaveLength(1);
  expect(await letter()).toMatchObject({
    to: house.owner.email,
    subject: expect.stringContaining('Mijn bol-winkel'),
    text: expect.stringMatching(
      new RegExp(
        `more than an hour[^]*https://balie.winkel.test/settings/orders/${sourceId}[^]*does not answer|meer dan een uur[^]*settings/orders/${sourceId}[^]*does not answer`,
      ),
    ),
  });
  clock.advance({ minutes: 30 });
  await fails();
  expect(new Date((await seen())?.alarmedAt ?? 0).toISOString()).toBe(told);
  expect(await mails()).toHaveLength(1);
  await works();
  expect(await seen()).toMatchObject({ status: 'connected', alarmedAt: null });
  expect(await letter()).toBeUndefined();
  // A new hour begins.
  await fails();
  expect((await seen())?.alarmedAt).toBeNull();
});

it('tells them at once when only a person can help, and never of a source that is switched off', async () => {
  expect((await house.owner.patch(`/api/order-sources/${sourceId}`, { paused: true })).status).toBe(200);
  await fails(true);
  expect([(await seen())?.alarmedAt, (await mails()).length]).toEqual([null, 0]);
  expect((await house.owner.patch(`/api/order-sources/${sourceId}`, { paused: false })).status).toBe(200);
  await fails(true);
  expect(await seen()).toMatchObject({ status: 'needs_attention', alarmedAt: expect.any(String) });
  expect(await mails()).toHaveLength(1);
});

it('forgets orders, parcels and returns when they have been kept for as long as the owner wants', async () => {
  const path = `/api/order-sources/${sourceId}`;
  expect((await house.owner.patch(path, { keepMonths: 0 })).status).toBe(400);
  expect((await house.owner.patch(path, { keepMonths: 6 })).as(orderSource).keepMonths).toBe(6);
  const plant = async (number: string, months: number) => {
    const id = newId();
    const at = `now() - make_interval(months => ${months})`;
    await look(
      `insert into orders (id, organisation_id, source_id, number, placed_at, customer_name, customer_city, customer_email, currency,
         total_minor, asked_at, created_at) values ($1, $2, $3, $4, ${at}, 'Jan', 'Utrecht', 'jan@klant.test', 'EUR', 100, now(), now())`,
      ...[id, house.id, sourceId, number],
    );
    await look(
      `insert into order_lines (id, organisation_id, order_id, external_id, position, title, sku, quantity, shipped, cancelled, unit_minor,
         total_minor, cancel_requested, sent_by, changed_at) values ($1, $2, $3, '1', 0, 'Lamp', '1', 1, 0, 0, 1, 1, false, 'shop', now())`,
      ...[newId(), house.id, id],
    );
    await look(
      `insert into order_shipments (id, organisation_id, source_id, order_number, external_id, shipped_at) values ($1, $2, $3, $4, $5, ${at})`,
      ...[newId(), house.id, sourceId, number, `S${number}`],
    );
    await look(
      `insert into order_returns (id, organisation_id, source_id, order_number, external_id, return_number, sku, quantity, reason, comment,
         registered_at, handled, asked_at) values ($1, $2, $3, $4, $5, '1', '1', 1, '', 'Te groot voor Jan', ${at}, true, now())`,
      ...[newId(), house.id, sourceId, number, `R${number}`],
    );
  };
  await plant('OUD', 7);
  await plant('NIEUW', 5);
  await app.app.get(OrderHousekeeping).sweep();
  expect(await look('select number from orders where source_id = $1', sourceId)).toEqual([{ number: 'NIEUW' }]);
  for (const table of ['order_shipments', 'order_returns']) {
    expect(await look(`select order_number as number from ${table} where source_id = $1`, sourceId)).toEqual([{ number: 'NIEUW' }]);
  }
  expect(await look('select from order_lines where organisation_id = $1', house.id)).toHaveLength(1);
});
