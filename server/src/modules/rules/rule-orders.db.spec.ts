import { ticketOrders } from '@balie/shared/contracts/orders.ts';
import { dryRunResult, type RuleTerms, ruleList } from '@balie/shared/contracts/rules.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { OrderBook } from '../orders/public.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { aRule, decree, runsOf } from './testing/rule-for.ts';

const NOW = '2026-05-20T10:00:00.000Z';
const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let account: TestChannelAccount;
const source = newId();
beforeAll(async () => {
  clock.set(NOW);
  app = await startTestApp({}, clock);
  house = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, house);
  await asOrganisation(app, house.id, (tx) =>
    tx.query(
      `insert into order_sources (id, organisation_id, shop_id, kind, name, external_id, status, secrets, created_at, updated_at)
       values ($1, $2, $3, 'bol', 'bol.com', 'x', 'paused', '', now(), now())`,
      [source, house.id, house.shopId],
    ),
  );
});
afterEach(async () => {
  for (const { id } of (await house.owner.get('/api/rules')).as(ruleList).items) await house.owner.del(`/api/rules/${id}`);
});
afterAll(() => app.stop());

interface Given {
  readonly number: string;
  readonly email: string;
  readonly daysAgo: number;
  readonly euros: number;
  readonly promised?: string;
  readonly shipped?: boolean;
}
/** An order of one article, as its shop tells of it. */
async function anOrder({ number, email, daysAgo, euros, promised, shipped = false }: Given): Promise<void> {
  const totalMinor = euros * 100;
  const line = {
    ...{
      externalId: '1',
      title: 'Hanglamp',
      sku: '1',
      quantity: 1,
      shipped: shipped ? 1 : 0,
      cancelled: 0,
      unitMinor: totalMinor,
      totalMinor,
    },
    promise: promised ? { day: promised, exact: true, evening: false } : null,
    ...{ cancelRequested: false, sentBy: 'shop' as const, changedAt: clock.now() },
  };
  const placedAt = new Date(clock.now().getTime() - daysAgo * 86_400_000);
  const order = { number, placedAt, customer: { name: 'Jan', city: 'Ede', email }, currency: 'EUR', lines: [line], facts: {} };
  await asOrganisation(app, house.id, (tx) => app.app.get(OrderBook).saveOrder(tx, source, order, clock.now()));
}
const comesBack = (number: string) =>
  asOrganisation(app, house.id, (tx) =>
    app.app.get(OrderBook).saveReturns(
      tx,
      source,
      [
        {
          ...{ externalId: number, returnNumber: number, orderNumber: number, sku: '1', quantity: 1, reason: 'Anders', comment: '' },
          ...{ registeredAt: clock.now(), handled: false, results: [], details: null },
        },
      ],
      clock.now(),
    ),
  );
const rule = (tag: string, ...items: RuleTerms['conditions']['items']) =>
  decree(house.owner, { name: tag, terms: { conditions: { how: 'all', items }, actions: [{ kind: 'add_tags', tags: [tag] }] } });
const tagsOf = async (id: string) => (await seeTicket(app, house.id, id)).ticket.tags;
const quiet = () =>
  eventually(async () => (await asOrganisation(app, house.id, (tx) => tx.query('select from outbox_events'))).length === 0, 'all was told');

it('looks at the customer’s newest order, or at the one they name; of who has none nothing holds', async () => {
  await anOrder({ number: 'B1000000A1', email: 'jan@klant.test', daysAgo: 90, euros: 20, shipped: true });
  await comesBack('B1000000A1');
  await anOrder({ number: 'B2000000A2', email: 'jan@klant.test', daysAgo: 3, euros: 250, promised: '2026-05-19', shipped: true });
  await rule('te-laat', { field: 'order_state', op: 'is', values: ['late'] });
  await rule('retour', { field: 'order_state', op: 'is', values: ['return_open', 'returned'] });
  await rule('niet-geleverd', { field: 'order_state', op: 'is_not', values: ['delivered'] });
  await rule('groot', { field: 'order_value', op: 'at_least', values: [100] });
  await rule('klein', { field: 'order_value', op: 'less_than', values: [100] });
  await rule('oud', { field: 'order_age', op: 'at_least', values: [60] });
  await rule('vers', { field: 'order_age', op: 'less_than', values: [60] }, { field: 'order_channel', op: 'is', values: ['bol'] });

  const newest = await aTicket(app, account, { from: 'jan@klant.test', subject: 'Waar blijft mijn lamp?' });
  const named = await aTicket(app, account, { from: 'jan@klant.test', subject: 'Terug?', text: 'Het gaat om b1000000a1, dank.' });
  const stranger = await aTicket(app, account, { from: 'piet@klant.test', subject: 'Vraag over B2000000A2' });
  await eventually(async () => (await tagsOf(named.id)).length >= 4, 'the rules ran');
  await quiet();
  expect(await tagsOf(newest.id)).toEqual(['groot', 'niet-geleverd', 'te-laat', 'vers']);
  expect(await tagsOf(named.id)).toEqual(['klein', 'niet-geleverd', 'oud', 'retour']);
  // Another's order is not looked into, whoever names it.
  expect(await tagsOf(stranger.id)).toEqual([]);
});

it('tells in the log and in a try-out which of it held', async () => {
  await anOrder({ number: 'C1000000A1', email: 'fatima@klant.test', daysAgo: 1, euros: 50 });
  const conditions: RuleTerms['conditions'] = {
    how: 'any',
    items: [
      { field: 'order_value', op: 'at_least', values: [1_000] },
      { field: 'order_state', op: 'is', values: ['open'] },
    ],
  };
  const one = await decree(house.owner, { terms: { conditions } });
  const { id } = await aTicket(app, account, { from: 'fatima@klant.test' });
  await eventually(async () => (await runsOf(house.owner, one)).length === 1, 'the rule ran');
  expect((await runsOf(house.owner, one))[0]).toMatchObject({ ticketId: id, checked: [{ held: false }, { held: true }] });
  const tried = await house.owner.post('/api/rules/dry-run', { terms: aRule({ terms: { conditions } }).terms, days: 1 });
  expect(tried.as(dryRunResult).matches).toMatchObject([{ ticketId: id, checked: [{ held: false }, { held: true }] }]);
});

const triedOn = async (ticketId: string, ...items: RuleTerms['conditions']['items']) => {
  const terms = aRule({ terms: { conditions: { how: 'all', items } } }).terms;
  const { matches } = (await house.owner.post('/api/rules/dry-run', { terms, days: 1 })).as(dryRunResult);
  return matches.some((match) => match.ticketId === ticketId);
};

it('looks at what a colleague linked before the customer’s own, and at nothing that they took away', async () => {
  await anOrder({ number: 'D1000000A1', email: 'cadeau@klant.test', daysAgo: 40, euros: 300 });
  await anOrder({ number: 'D2000000A2', email: 'noor@klant.test', daysAgo: 1, euros: 20 });
  type Term = RuleTerms['conditions']['items'][number];
  const large: Term = { field: 'order_value', op: 'at_least', values: [100] };
  const some: Term = { field: 'orders', op: 'is', values: ['some'] };
  const one = await decree(house.owner, { terms: { when: [{ kind: 'priority_changed' }], conditions: { how: 'all', items: [large] } } });
  const { id } = await aTicket(app, account, { from: 'noor@klant.test', subject: 'Over D1000000A1' });
  const other = await aTicket(app, account, { from: 'noor@klant.test', subject: 'Iets anders' });
  const prioritise = (priority: string) => house.owner.patch(`/api/tickets/${id}`, { changes: { priority }, expected: {} });
  expect(await triedOn(id, large)).toBe(false);

  const beside = (await house.owner.post(`/api/tickets/${id}/orders`, { number: 'D1000000A1' })).as(ticketOrders);
  expect(await triedOn(id, large)).toBe(true);
  expect(await triedOn(other.id, large)).toBe(false);
  await prioritise('high');
  await eventually(async () => (await runsOf(house.owner, one)).length === 1, 'the rule ran');
  expect((await runsOf(house.owner, one))[0]).toMatchObject({ ticketId: id });

  for (const { order } of beside.items) await house.owner.del(`/api/tickets/${id}/orders/${order.id}`);
  expect(await triedOn(id, large)).toBe(false);
  await prioritise('urgent');
  await quiet();
  expect(await runsOf(house.owner, one)).toHaveLength(1);
  // Not even the one that its shop says is the customer's: here it is none of theirs.
  expect(await triedOn(id, some)).toBe(false);
  expect(await triedOn(other.id, some)).toBe(true);
});

it('asks for one number where it compares', async () => {
  const conditions = (values: unknown[]) => ({ how: 'all', items: [{ field: 'order_value', op: 'at_least', values }] });
  for (const values of [[], [1, 2], ['100'], [-1]]) {
    const terms = { ...aRule().terms, conditions: conditions(values) };
    expect((await house.owner.post('/api/rules', { name: 'Getal', active: true, terms })).status).toBe(400);
  }
});
