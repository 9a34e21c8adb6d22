import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { dayOf } from './retailer-cursor.ts';
import { BolShop } from './testing/bol-shop.ts';
import { FakeRetailer } from './testing/fake-retailer.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

let app: TestApp;
let fake: FakeRetailer;
beforeEach(async () => {
  fake = await FakeRetailer.start();
  app = await startTestApp(fake.environment);
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const cursorOf = async (shop: BolShop) =>
  (await shop.look<{ cursor: Record<string, unknown> }>('select cursor from order_sources where id = $1'))[0]?.cursor;
const settled = (shop: BolShop) =>
  eventually(async () => {
    const cursor = await cursorOf(shop);
    return cursor?.['changesUntil'] !== undefined && !cursor['gap'];
  }, 'everything asked for is here');

it('brings in orders with their parcels and returns, keeps them as they change, and never doubles one', async () => {
  const { world } = fake;
  world.order('A2K8290LP8', 5, { title: 'Leeslamp Luna' }, { quantity: 2, unitPrice: 12.5, cancellationRequest: true });
  world.order('1042823870', 5);
  world.ship('1042823870');
  world.return('1042823870');
  const shop = await BolShop.open(app, fake);
  await eventually(async () => (await shop.numbers()).length === 2, 'both orders are here');
  const ticket = await shop.ticket('Waar blijft A2K8290LP8?');
  expect(await shop.order(ticket.id)).toMatchObject({
    number: 'A2K8290LP8',
    sourceKind: 'bol',
    status: 'open',
    totalMinor: 3995 + 2500,
    currency: 'EUR',
    customer: { name: 'Jan de Vries', city: 'Utrecht' },
    lines: [
      { title: 'Leeslamp Luna', cancelRequested: false },
      { quantity: 2, unitMinor: 1250, cancelRequested: true },
    ],
    stale: false,
  });
  const other = await shop.ticket('Kapot', 'Bestelling 1042823870');
  const withParcel = await eventually(async () => {
    const order = await shop.order(other.id);
    return order.shipments[0]?.trackingCode && order.returns.length > 0 ? order : undefined;
  }, 'parcel and return are here');
  expect(withParcel).toMatchObject({
    status: 'shipped',
    shipments: [{ carrier: 'PostNL', events: [{ code: 'announced' }] }],
    returns: [{ reason: 'Artikel werkt niet: Artikel is kapot', title: 'Leeslamp Luna', handled: false }],
  });
  world.order('A2K8290LP8', 0, { title: 'Leeslamp Luna', quantityCancelled: 1 });
  await eventually(async () => (await shop.order(ticket.id)).lines.some(({ cancelled }) => cancelled === 1), 'the change is here');
  expect(await shop.numbers()).toEqual(['1042823870', 'A2K8290LP8']);
  expect(fake.tokensGiven).toHaveLength(1);
});

it('fetches the history that was asked for, day by day and page by page, with its progress', async () => {
  for (let n = 0; n < 60; n += 1) fake.world.order(`H0000000${String(n).padStart(2, '0')}`, 3 * DAY);
  fake.world.order('H200000000', 10 * DAY);
  fake.world.order('H300000000', 40 * DAY);
  const shop = await BolShop.open(app, fake, 30);
  await eventually(async () => (await shop.source()).backfill?.finishedAt ?? undefined, 'the history is here');
  expect((await shop.source()).backfill).toMatchObject({ total: 30, done: 30 });
  const numbers = await shop.numbers();
  expect(numbers).toHaveLength(61);
  expect(numbers).not.toContain('H300000000');
  expect(fake.asked(/orders\/H/)).toHaveLength(61);
});

it('goes on at the page where it was stopped', async () => {
  for (let n = 0; n < 120; n += 1) fake.world.order(`P000000${String(n).padStart(3, '0')}`, 2 * DAY);
  const day = dayOf(new Date(Date.now() - 2 * DAY * 60_000));
  const pageOf = (page: number) => new RegExp(`latest-change-date=${day}&page=${page}$`);
  // bol goes away in the middle of the day's second page.
  fake.before = (request) => {
    if (pageOf(2).test(request)) fake.isDead = true;
  };
  const shop = await BolShop.open(app, fake, 5);
  await shop.sourceIs('retrying', 'unreachable');
  expect(await cursorOf(shop)).toMatchObject({ gap: { next: day, page: 2 } });
  await shop.change({ paused: true });
  const before = fake.requests.length;
  fake.before = () => undefined;
  fake.isDead = false;
  await shop.change({ paused: false });
  await settled(shop);
  expect(await shop.numbers()).toHaveLength(120);
  const days = fake.requests.slice(before).filter((request) => request.includes(`latest-change-date=${day}`));
  expect(days[0]).toMatch(pageOf(2));
});

it('loses nothing of a week in which nobody asked', async () => {
  const shop = await BolShop.open(app, fake);
  await shop.sourceIs('connected');
  await settled(shop);
  await shop.change({ paused: true });
  await shop.look(
    `update order_sources set cursor = cursor || jsonb_build_object('changesUntil', now() - interval '7 days') where id = $1`,
  );
  for (const [at, minutes] of [7 * DAY - 1, 5 * DAY, 4 * DAY + 13, 26 * HOUR, 90, 2].entries()) fake.world.order(`W00000000${at}`, minutes);
  await shop.change({ paused: false });
  await eventually(async () => (await shop.numbers()).length === 6, 'the whole week is here');
  await settled(shop);
});

it('finds out what became of a return that was decided elsewhere', async () => {
  const { world } = fake;
  world.order('A2K8290LP8', 5);
  const back = world.return('A2K8290LP8', { registeredAt: Date.now() - 60 * DAY * 60_000 });
  const shop = await BolShop.open(app, fake);
  const ticket = await shop.ticket('A2K8290LP8');
  await eventually(async () => (await shop.order(ticket.id).catch(() => undefined))?.returns.length === 1, 'the return is here');
  back.results.push({ quantity: 1, handlingResult: 'STRANGE_NEW_RESULT', processingResult: 'CANCELLED', at: Date.now() });
  const decided = await eventually(
    async () => (await shop.order(ticket.id)).returns.find(({ handled }) => handled),
    'the decision is here',
  );
  expect(decided.results).toMatchObject([{ resolution: null, words: 'CANCELLED STRANGE_NEW_RESULT' }]);
});

it('goes on by itself after an hour of errors, and waits for a person when the secret is wrong', async () => {
  const shop = await BolShop.open(app, fake);
  await shop.sourceIs('connected');
  fake.isDead = true;
  await shop.sourceIs('retrying', 'unreachable');
  fake.world.order('A2K8290LP8', 1);
  fake.isDead = false;
  await shop.sourceIs('connected');
  await eventually(async () => (await shop.numbers()).length === 1, 'the order came all the same');
  const old = fake.clientSecret;
  fake.clientSecret = 'een nieuw geheim';
  fake.revokeTokens();
  const refused = await shop.sourceIs('needs_attention', 'credentials_refused');
  expect(refused.lastError).not.toContain(old);
  const asked = fake.requests.length;
  const path = `/api/channels/bol/retailer/connections/${shop.sourceId}`;
  expect((await shop.owner.patch(path, { clientId: fake.clientId, clientSecret: 'weer een fout' })).code).toBe('credentials_refused');
  expect((await shop.owner.patch(path, fake.access)).status).toBe(200);
  await shop.sourceIs('connected');
  expect(fake.requests.length).toBeGreaterThan(asked);
  const [row] = await shop.look<{ secrets: Buffer }>('select secrets from order_sources where id = $1');
  expect(row?.secrets.toString('latin1')).not.toContain(fake.clientSecret);
});

it('keeps what bol measures, week by week, as it was on each day', async () => {
  const { weekYear, weekNumber } = await import('luxon').then(({ DateTime }) => DateTime.now().setZone('Europe/Amsterdam'));
  fake.world.figures.set(`RESPONSE_TIME ${weekYear}-${weekNumber}`, {
    name: 'RESPONSE_TIME',
    type: 'PERCENTAGE',
    details: {
      period: { week: String(weekNumber).padStart(2, '0'), year: String(weekYear) },
      // As bol's own demo has it: the value is not what it is the quotient of.
      score: { conforms: false, numerator: 8, denominator: 80, value: 0.88, distanceToNorm: 0.8 },
      norm: { condition: '>=', value: 0.9 },
    },
  });
  const shop = await BolShop.open(app, fake);
  const [first] = await eventually(async () => {
    const found = await shop.figures();
    return found.length > 0 ? found : undefined;
  }, 'the figures are here');
  expect(first).toMatchObject({
    name: 'RESPONSE_TIME',
    year: weekYear,
    week: weekNumber,
    value: 0.1,
    conforms: false,
    norm: { condition: '>=', value: 0.9 },
  });
  const asked = await eventually(async () => {
    const cursor = await cursorOf(shop);
    return (cursor?.['figures'] as { weeks: string[] } | undefined)?.weeks.length === 0 ? fake.asked(/indicator/).length : undefined;
  }, 'all weeks were asked for');
  expect(asked).toBe(22 * 8);
});
