import { normBoard, normMarkets } from '@balie/shared/contracts/norms.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket } from '../tickets/testing/inbound.ts';
import { NormWatch } from './norm-watch.ts';

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
beforeAll(async () => {
  clock.set('2026-07-20T08:00:00Z'); // The day before the Belgian national day, which is a Tuesday.
  app = await startTestApp({}, clock);
  house = await aFoundedOrganisation(app);
});
afterAll(() => app.stop());

const markets = async () => (await house.owner.get('/api/norms/markets')).as(normMarkets).items;
const choose = (countries: readonly string[], shopId = house.shopId) =>
  house.owner.put('/api/norms/markets', { shopId, kind: 'bol', countries });
const dueOf = async () => (await house.owner.get('/api/norms')).as(normBoard).shops[0]?.next.map(({ dueAt }) => dueAt);
const becomes = (dueAt: string) => eventually(async () => (await dueOf())?.join() === dueAt, `it is due ${dueAt}`);

it('leaves out the holidays of all countries, unless a shop sells in one of them alone; then all is counted anew', async () => {
  expect(await markets()).toEqual([]);
  expect((await choose(['NL'])).status).toBe(404);
  const bol = await aChannelAccount(app, house, { kind: 'bol' });
  expect(await markets()).toMatchObject([
    { shopId: house.shopId, kind: 'bol', label: 'bol.com', countries: ['NL', 'BE'], choices: ['NL', 'BE'] },
  ]);
  await aTicket(app, bol, { channelKind: 'bol' });
  await becomes('2026-07-22T08:00:00.000Z');

  expect((await choose(['NL'])).status).toBe(204);
  expect((await markets()).map(({ countries }) => countries)).toEqual([['NL']]);
  await app.app.get(NormWatch, { strict: false }).look();
  await becomes('2026-07-21T08:00:00.000Z');
  // What comes in from now on goes by it, too.
  await aTicket(app, bol, { channelKind: 'bol', from: 'ander@klant.test' });
  await eventually(
    async () => (await dueOf())?.every((dueAt) => dueAt === '2026-07-21T08:00:00.000Z') && (await dueOf())?.length === 2,
    'both',
  );

  expect((await choose(['BE'])).status).toBe(204);
  await app.app.get(NormWatch, { strict: false }).look();
  await eventually(async () => (await dueOf())?.every((dueAt) => dueAt === '2026-07-22T08:00:00.000Z'), 'the day is one in Belgium');
});

it('is chosen by leads, among the countries of the marketplace, for a shop of theirs', async () => {
  expect((await choose(['DE'])).status).toBe(404);
  expect((await choose([])).status).toBe(400);
  expect((await choose(['NL'], newId())).status).toBe(404);
  const agent = await aColleague(app, { organisationId: house.id });
  expect((await agent.get('/api/norms/markets')).status).toBe(200);
  expect((await agent.put('/api/norms/markets', { shopId: house.shopId, kind: 'bol', countries: ['NL'] })).status).toBe(403);
});
