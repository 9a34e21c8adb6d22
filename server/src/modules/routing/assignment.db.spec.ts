import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { LiveSocket } from '../../../test/support/api-client.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort, startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { type Application, startApplication } from '../../application.ts';
import { Config } from '../../platform/config/config.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket, seeTickets } from '../tickets/testing/look.ts';
import { Desk } from './desk.ts';
import { DistributeTickets } from './distribute-tickets.ts';
import { TakeOver } from './take-over.ts';
import { becomes, openConsoles, settle } from './testing/crew.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let people: SignedInColleague[];
const sockets: LiveSocket[] = [];

beforeEach(async () => {
  app ??= await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  people = [];
  for (const name of ['Anna', 'Bas', 'Chris']) people.push(await aColleague(app, { organisationId: shop.id, name }));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(() => app.stop());

const person = (index: number) => {
  const found = people[index];
  if (!found) throw new Error(`There is no colleague ${index}`);
  return found;
};
const sit = async (...who: SignedInColleague[]) => void sockets.push(...(await openConsoles(...who)));
let customers = 0;
const ask = (given: { account?: TestChannelAccount } = {}) => {
  customers += 1;
  return aTicket(app, given.account ?? account, { from: `klant-${customers}@klant.test` });
};
const ownerOf = async (id: string) => (await seeTicket(app, shop.id, id)).ticket.assigneeId;
const given = (id: string) => eventually(async () => (await ownerOf(id)) ?? undefined, 'the ticket has somebody');
const capacity = (each: number) => ({ capacity: { each, kinds: {} } });
const owners = async () => (await seeTickets(app, shop.id)).map(({ assigneeId }) => assigneeId);
const count = (all: readonly (string | null)[], who: string | null) => all.filter((one) => one === who).length;
/** Nothing is left to be heard. */
const quiet = () =>
  eventually(
    async () =>
      (
        await app.database.dataSource.transaction(async (manager) => {
          await manager.query(`set local balie.system_scope = 'on'`);
          return manager.query('select 1 from outbox_events');
        })
      ).length === 0,
    'all events were heard',
  );

it('leaves tickets to whoever takes them as long as nobody settled anything else', async () => {
  await sit(person(0));
  const { id } = await ask();
  await quiet();
  expect(await ownerOf(id)).toBeNull();
});

it('goes round among those who are there, and tells them', async () => {
  await sit(person(0), person(1));
  await settle(shop.owner, { method: 'round_robin' });
  const got: (string | null)[] = [];
  for (let nr = 0; nr < 4; nr += 1) got.push(await given((await ask()).id));
  expect(count(got, person(0).id)).toBe(2);
  expect(count(got, person(1).id)).toBe(2);
  expect(got[0]).not.toBe(got[1]);
  const [first] = await seeTickets(app, shop.id);
  expect((await seeTicket(app, shop.id, first?.id ?? '')).activities.filter(({ type }) => type === 'assigned')).toMatchObject([
    { agentId: null, data: { from: null, to: got[0] } },
  ]);
  expect(JSON.stringify((await person(0).get('/api/notifications')).body)).toContain('"assigned"');
});

it('gives what waited as soon as somebody is there, and no more than they may have', async () => {
  await settle(shop.owner, { method: 'balanced', ...capacity(2) });
  const tickets = [await ask(), await ask(), await ask()];
  await quiet();
  expect(count(await owners(), null)).toBe(3);
  await sit(person(0));
  await eventually(async () => count(await owners(), person(0).id) === 2, 'two are given');
  await quiet();
  // The longest waiting first.
  expect(await Promise.all(tickets.map(({ id }) => ownerOf(id)))).toEqual([person(0).id, person(0).id, null]);

  // Room again.
  await person(0).patch(`/api/tickets/${tickets[0]?.id}`, { changes: { status: 'solved' } });
  expect(await given(tickets[2]?.id ?? '')).toBe(person(0).id);
});

it('does not give again what a person gave back to nobody, until they give it to a team', async () => {
  await sit(person(0));
  await settle(shop.owner, { method: 'round_robin' });
  const { id } = await ask();
  expect(await given(id)).toBe(person(0).id);
  await shop.owner.patch(`/api/tickets/${id}`, { changes: { assigneeId: null } });
  await ask();
  await quiet();
  expect(await ownerOf(id)).toBeNull();
  const team = (await shop.owner.post('/api/teams', { name: 'Retour', memberIds: [person(0).id] })).body as { id: string };
  await shop.owner.patch(`/api/tickets/${id}`, { changes: { teamId: team.id } });
  expect(await given(id)).toBe(person(0).id);
});

it('goes by skills and limits of each, and by the method of the team', async () => {
  await sit(person(0), person(1));
  const owner = shop.owner;
  await owner.put(`/api/routing/agents/${person(1).id}`, { skills: ['frans'], kinds: { email: 1 } });
  const team = (await owner.post('/api/teams', { name: 'Retour', memberIds: people.map(({ id }) => id) })).body as { id: string };
  const [french, second] = [await ask(), await ask()];
  for (const { id } of [french, second]) await owner.patch(`/api/tickets/${id}`, { changes: { addTags: ['frans'], teamId: team.id } });
  await quiet();
  expect(count(await owners(), null)).toBe(2);
  await owner.put(`/api/routing/teams/${team.id}`, { method: 'skills' });
  expect(await given(french.id)).toBe(person(1).id);
  await quiet();
  expect(await ownerOf(second.id)).toBeNull();
  const other = await ask();
  await quiet();
  expect(await ownerOf(other.id)).toBeNull();
});

/** Another server process on the same database. */
async function anotherProcess(): Promise<{ other: Application; database: Database }> {
  const database = await openDatabase({ databaseUrl: app.database.url, dataDir: '', databasePool: 10 });
  const config = { ...app.app.get(Config), port: await freePort() } as Config;
  return { other: await startApplication(config, { database, clock }), database };
}

/** Sixty tickets, three people who may have seven each, and nothing given yet: behind the back of the listeners, so that all begin at the same moment. */
async function aFullPool(): Promise<void> {
  await sit(...people);
  for (let nr = 0; nr < 60; nr += 1) await ask();
  await settle(shop.owner, capacity(7));
  await quiet();
  await asOrganisation(app, shop.id, (tx) =>
    tx.query(`update routing_settings set settings = settings || '{"method":"round_robin"}', is_automatic = true`),
  );
}
const givenByUs = async (id: string) =>
  (await seeTicket(app, shop.id, id)).activities.filter(({ type, agentId }) => type === 'assigned' && agentId === null);
const giveAtOnce = (processes: readonly Application['app'][], times: number) =>
  Array.from({ length: times }, (_, nr) =>
    inOrganisation(shop.id, async () => (processes[nr % processes.length] ?? app.app).get(DistributeTickets).execute()),
  );

it('never gives anybody more than they may have, however many processes give at once', async () => {
  const { other, database } = await anotherProcess();
  try {
    await aFullPool();
    // Whoever comes first goes on only when another has looked, too, or waits for its turn. Others go on with what they have seen.
    const real = Desk.prototype.candidates;
    const isFirstDone = Promise.withResolvers<void>();
    let looked = 0;
    const someoneWaits = async () => (await app.database.dataSource.query('select 1 from pg_locks where not granted')).length > 0;
    jest.spyOn(Desk.prototype, 'candidates').mockImplementation(async function (this: Desk, tx, routing) {
      const seen = await real.call(this, tx, routing);
      looked += 1;
      if (looked === 1) await eventually(async () => looked > 1 || (await someoneWaits()), 'another one is there');
      else await isFirstDone.promise;
      return seen;
    });
    const rounds = giveAtOnce([app.app, other.app], 8);
    await Promise.race(rounds).then(() => isFirstDone.resolve());
    await Promise.all(rounds);
    await quiet();
    const all = await owners();
    expect(people.map(({ id }) => count(all, id))).toEqual([7, 7, 7]);
    for (const { id } of await seeTickets(app, shop.id)) expect((await givenByUs(id)).length).toBeLessThanOrEqual(1);
  } finally {
    await other.close();
    await database.close();
  }
});

it('never gives away what a person takes at the same moment', async () => {
  await aFullPool();
  const tickets = (await seeTickets(app, shop.id)).slice(0, 12);
  const claims = tickets.map(({ id }) =>
    shop.owner.patch(`/api/tickets/${id}`, { changes: { assigneeId: shop.owner.id }, expected: { assigneeId: null } }),
  );
  const [answers] = await Promise.all([Promise.all(claims), ...giveAtOnce([app.app], 4)]);
  await quiet();
  for (const [index, { id }] of tickets.entries()) {
    const isTaken = answers[index]?.status === 200;
    expect(answers[index]?.status).toBe(isTaken ? 200 : 409);
    // One of both, and it stays so.
    expect((await ownerOf(id)) === shop.owner.id).toBe(isTaken);
    expect((await givenByUs(id)).length).toBe(isTaken ? 0 : 1);
  }
  const all = await owners();
  for (const { id } of people) expect(count(all, id)).toBe(7);
});

const away = async (who: SignedInColleague) => {
  await who.put('/api/routing/availability', { availability: 'away' });
  await becomes(shop.owner, who.id, 'away');
};
const takeOver = () => app.app.get(TakeOver).sweep();

it('gives the tickets of who is away for long to others, and says so on the timeline', async () => {
  await sit(person(0), person(1));
  await settle(shop.owner, { method: 'manual', takeOver: { afterMinutes: 15, to: 'others' } });
  const [mine, solved] = [await ask(), await ask()];
  for (const { id } of [mine, solved]) await person(0).patch(`/api/tickets/${id}`, { changes: { assigneeId: person(0).id } });
  await person(0).patch(`/api/tickets/${solved.id}`, { changes: { status: 'solved' } });
  await away(person(0));
  clock.advance({ minutes: 14 });
  await takeOver();
  expect(await ownerOf(mine.id)).toBe(person(0).id);

  clock.advance({ minutes: 2 });
  // Given to them although they are away: whoever did it knew.
  const special = await ask();
  await shop.owner.patch(`/api/tickets/${special.id}`, { changes: { assigneeId: person(0).id } });
  await Promise.all([takeOver(), takeOver()]);
  expect(await ownerOf(mine.id)).toBe(person(1).id);
  expect(await ownerOf(solved.id)).toBe(person(0).id);
  expect(await ownerOf(special.id)).toBe(person(0).id);
  const told = (await seeTicket(app, shop.id, mine.id)).activities.filter(({ type }) => type === 'taken_over');
  expect(told).toMatchObject([{ agentId: null, data: { from: person(0).id, because: 'away' } }]);
});

it('puts them back for whoever takes them where that was settled, and leaves all where it is when nobody is there', async () => {
  const [first] = await openConsoles(person(0));
  await settle(shop.owner, { method: 'manual', takeOver: { afterMinutes: 5, to: 'pool' } });
  const { id } = await ask();
  await person(0).patch(`/api/tickets/${id}`, { changes: { assigneeId: person(0).id } });
  first?.close();
  await becomes(shop.owner, person(0).id, 'offline');
  clock.advance({ minutes: 60 });
  await takeOver();
  // At night.
  expect(await ownerOf(id)).toBe(person(0).id);
  await sit(person(1));
  await takeOver();
  expect(await ownerOf(id)).toBeNull();
  expect((await seeTicket(app, shop.id, id)).activities.at(-1)).toMatchObject({ type: 'taken_over', data: { because: 'offline' } });
});

it('takes nothing from who is away where that is not settled', async () => {
  await sit(person(0), person(1));
  await settle(shop.owner, { method: 'round_robin' });
  const { id } = await ask();
  const who = await given(id);
  await away(people.find((one) => one.id === who) ?? person(0));
  clock.advance({ days: 1 });
  await takeOver();
  expect(await ownerOf(id)).toBe(who);
});
