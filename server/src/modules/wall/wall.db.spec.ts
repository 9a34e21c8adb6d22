import { type Wall, wall as wallSchema } from '@balie/shared/contracts/wall.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { openConsoles, settle } from '../routing/testing/crew.ts';
import { promise } from '../sla/testing/promise-to.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { aReply } from '../tickets/testing/writing.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let lead: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp({}, clock);
});
beforeEach(async () => {
  // A Wednesday in summer, half past eleven by the wall.
  clock.set('2026-06-17T09:30:00.000Z');
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  lead = await aColleague(app, { role: 'lead', organisationId: shop.id });
});
afterAll(() => app.stop());

let customers = 0;
const ask = (given: object = {}) => {
  customers += 1;
  return aTicket(app, account, { from: `klant-${customers}@klant.test`, ...given });
};
const look = async (): Promise<Wall> => (await lead.get('/api/wall')).as(wallSchema);
const change = (id: string, changes: object) => lead.patch(`/api/tickets/${id}`, { changes });
const dueOf = async (id: string) => (await seeTicket(app, shop.id, id)).ticket.deadline;
const becomes = (id: string, state: string | null) =>
  eventually(async () => ((await dueOf(id))?.state ?? null) === state, `the deadline is ${state}`);

it('is a picture of nothing where nothing has happened', async () => {
  expect(await look()).toEqual({
    at: '2026-06-17T09:30:00.000Z',
    counts: { open: 0, unassigned: 0, overdue: 0, soon: 0, waiting: 0 },
    breaching: [],
    overdue: [],
    waitingLongest: [],
    today: {
      intake: 0,
      solved: 0,
      timeZone: 'Europe/Amsterdam',
      lastWeek: { intake: 0, solved: 0 },
      usual: { intake: 0, solved: 0 },
    },
    attainment: { met: 0, missed: 0, targets: [] },
    agents: [shop.owner, lead].map(({ id }) => ({
      agentId: id,
      state: 'offline',
      since: null,
      availability: 'available',
      open: 0,
      kinds: [],
    })),
  });
});

it('counts today against the same weekday, up to the same time of day by the clock on the wall', async () => {
  const at = async (moment: string, solved = false) => {
    clock.set(moment);
    const { id } = await ask();
    if (solved) await change(id, { status: 'solved' });
    return id;
  };
  // Told: four weeks ago two, three weeks ago none, two weeks ago one, last week three (one of them too late in the day, one a day before).
  for (const moment of ['2026-05-20T07:00:00Z', '2026-05-20T08:00:00Z', '2026-06-03T09:00:00Z']) await at(moment);
  await at('2026-06-09T22:30:00Z', true); // Half past midnight.
  await at('2026-06-10T09:29:59Z', true);
  await at('2026-06-10T09:30:01Z', true);
  await at('2026-06-09T21:59:00Z', true);
  const [first] = [await at('2026-06-16T22:00:00Z', true), await at('2026-06-17T08:00:00Z')];
  // Opened again and solved again: still one.
  await change(first, { status: 'open' });
  await change(first, { status: 'solved' });
  clock.set('2026-06-17T09:30:00Z');
  expect((await look()).today).toEqual({
    intake: 2,
    solved: 1,
    timeZone: 'Europe/Amsterdam',
    lastWeek: { intake: 2, solved: 2 },
    // 2, 1, 0 and 2 on average; 2, 0, 0 and 0.
    usual: { intake: 1, solved: 1 },
  });
});

it('shows what is due, what is overdue and who waits the longest, and how promises were kept', async () => {
  await promise(shop.owner, { name: 'Een uur' });
  const late = await ask();
  await becomes(late.id, 'running');
  clock.advance({ minutes: 20 });
  const answered = await ask();
  const soon = await ask();
  const held = await ask();
  for (const { id } of [answered, soon, held]) await becomes(id, 'running');
  await change(held.id, { status: 'pending', assigneeId: lead.id });
  await becomes(held.id, 'paused');
  const to = [{ address: 'a@klant.test', name: '' }];
  expect((await lead.post(`/api/tickets/${answered.id}/replies`, aReply({ to }))).status).toBe(201);
  await becomes(answered.id, null);
  clock.advance({ minutes: 46 });
  await becomes(late.id, 'breached');
  await becomes(soon.id, 'warned');
  const fresh = await ask();
  await becomes(fresh.id, 'running');

  const seen = await look();
  expect(seen.counts).toEqual({ open: 3, unassigned: 3, overdue: 1, soon: 1, waiting: 3 });
  expect(seen.overdue.map(({ id }) => id)).toEqual([late.id]);
  expect(seen.breaching.map(({ id }) => id)).toEqual([soon.id, fresh.id]);
  expect(seen.waitingLongest.map(({ id }) => id)).toEqual([late.id, soon.id, fresh.id]);
  expect(seen.attainment).toEqual({ met: 1, missed: 1, targets: [{ target: 'first_response', met: 1, missed: 1 }] });

  // Each promise counts on one day: tomorrow what was missed today is not missed again, though it is answered then.
  clock.set('2026-06-18T06:00:00Z');
  await lead.post(`/api/tickets/${late.id}/replies`, aReply({ to }));
  await becomes(late.id, null);
  await becomes(soon.id, 'breached');
  expect((await look()).attainment).toMatchObject({ met: 0 });
});

it('shows who is there, and what they have of what they may have', async () => {
  const agent = await aColleague(app, { organisationId: shop.id });
  await aColleague(app, { organisationId: shop.id, role: 'viewer' });
  await aColleague(app, { organisationId: shop.id, active: false });
  await settle(lead, { capacity: { each: 10, kinds: { chat: 2 } } });
  await lead.put(`/api/routing/agents/${agent.id}`, { skills: [], kinds: { email: 3 } });
  const chat = await aChannelAccount(app, shop, { kind: 'chat' });
  const mine = [await ask(), await ask(), await aTicket(app, chat, { from: 'x@klant.test', channelKind: 'chat' })];
  for (const { id } of mine) await change(id, { assigneeId: agent.id });
  const solved = await ask();
  await change(solved.id, { assigneeId: agent.id, status: 'solved' });
  const [socket] = await openConsoles(agent);
  const { agents } = await look();
  expect(agents).toHaveLength(3);
  const shown = agents.find(({ agentId }) => agentId === agent.id);
  expect(shown).toMatchObject({ state: 'available', open: 3 });
  expect(shown?.kinds.toSorted((one, other) => one.kind.localeCompare(other.kind))).toEqual([
    { kind: 'chat', open: 1, limit: 2 },
    { kind: 'email', open: 2, limit: 3 },
  ]);
  socket?.close();
});

it('asks the same number of questions however much there is, and nothing of other organisations', async () => {
  const counter = new QueryCounter(app.app.get(DataSource), shop.id);
  const before = await counter.during(look);
  await promise(shop.owner, { name: 'Een uur' });
  for (let nr = 0; nr < 12; nr += 1) await ask();
  for (let nr = 0; nr < 5; nr += 1) await aColleague(app, { organisationId: shop.id });
  await asOrganisation(app, shop.id, (tx) => tx.query('select 1'));
  const after = await counter.during(look);
  expect(after.length).toBe(before.length);
  expect(after.length).toBeLessThanOrEqual(16);
  const stranger = (await aFoundedOrganisation(app)).owner;
  expect((await stranger.get('/api/wall')).as(wallSchema).counts.open).toBe(0);
});

it('tells whoever looks at it that it is different: a lead, and nobody below', async () => {
  const agent = await aColleague(app, { organisationId: shop.id });
  const [low, high] = [await agent.openSocket(), await lead.openSocket()];
  expect(await low.emitWithAck('join', { room: 'wall', id: shop.id })).toEqual({ ok: false, code: 'not_allowed' });
  expect(await high.emitWithAck('join', { room: 'wall', id: newId() })).toEqual({ ok: false, code: 'not_found' });
  expect(await high.emitWithAck('join', { room: 'wall', id: shop.id })).toEqual({ ok: true });
  let [heard, lowHeard] = [0, 0];
  high.on('wall.stale', () => {
    heard += 1;
  });
  low.on('wall.stale', () => {
    lowHeard += 1;
  });
  const { id } = await ask();
  await eventually(() => heard > 0, 'a new ticket is told');
  const after = heard;
  await change(id, { status: 'pending' });
  await eventually(() => heard > after, 'a change is told');
  expect(lowHeard).toBe(0);
  low.close();
  high.close();
});
