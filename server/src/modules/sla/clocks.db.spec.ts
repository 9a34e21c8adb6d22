import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { type SlaClock, ticketClocks } from '@balie/shared/contracts/sla.ts';
import { nextTicket } from '@balie/shared/contracts/ticket-lists.ts';
import { type Activity, ticketPage, viewCounts } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { aNote, aReply } from '../tickets/testing/writing.ts';
import { measured, promise } from './testing/promise-to.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  agent = await aColleague(app, { organisationId: shop.id });
  await promise(shop.owner, {
    name: 'Een uur',
    terms: { steps: [{ when: { kind: 'warned' }, targets: [], action: { kind: 'notify', who: 'assignee' } }] },
  });
});
afterAll(() => app.stop());

const ask = (given = {}) => aTicket(app, account, { from: `klant-${Math.random()}@klant.test`, ...given });
const ticketOf = async (id: string) => (await seeTicket(app, shop.id, id)).ticket;
const signalsOf = async (id: string): Promise<Activity[]> =>
  (await seeTicket(app, shop.id, id)).activities.filter(({ type }) => type === 'sla_warned' || type === 'sla_breached');
const clocksOf = async (id: string): Promise<SlaClock[]> => (await agent.get(`/api/tickets/${id}/clocks`)).as(ticketClocks).items;
/** Waits until the row says so. */
function becomes(id: string, state: string | null): Promise<unknown> {
  return eventually(async () => ((await ticketOf(id)).deadline?.state ?? null) === state, `the deadline is ${state}`);
}
/** What was told of it, once that is so much. */
const told = (id: string, count: number) =>
  eventually(async () => {
    const found = await signalsOf(id);
    return found.length >= count && found;
  }, `${count} signals`);
const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
const viewOf = async (sort = 'due') =>
  (await agent.get(`/api/views/breaching/tickets?sort=${sort}`)).as(ticketPage).items.map(({ id }) => id);

it('puts the deadline on the row, warns and breaches at its time, once each, and ends with the answer', async () => {
  const { id } = await ask();
  const [warnAt, dueAt] = [inMinutes(45), inMinutes(60)];
  await becomes(id, 'running');
  expect((await ticketOf(id)).deadline).toEqual({ target: 'first_response', state: 'running', dueAt, warnAt, leftSeconds: null });
  await agent.patch(`/api/tickets/${id}`, { changes: { assigneeId: agent.id } });
  expect(await viewOf()).not.toContain(id);

  clock.advance({ minutes: 45 });
  await becomes(id, 'warned');
  expect(await told(id, 1)).toMatchObject([{ type: 'sla_warned', agentId: null, data: { target: 'first_response', dueAt, late: false } }]);
  expect(await viewOf()).toContain(id);
  expect((await agent.get('/api/views')).as(viewCounts).views['breaching']?.count).toBe(1);
  const notification = await eventually(
    async () => (await agent.get('/api/notifications')).as(notificationPage).items.find(({ kind }) => kind === 'sla_warned'),
    'the assignee is told',
  );
  expect(notification).toMatchObject({ ticket: { id }, actorId: null });

  clock.advance({ minutes: 15, seconds: 1 });
  await becomes(id, 'breached');
  expect((await told(id, 2)).map(({ type }) => type)).toEqual(['sla_warned', 'sla_breached']);
  expect((await agent.post(`/api/tickets/${id}/replies`, aReply({ to: [{ address: 'a@klant.test', name: '' }] }))).status).toBe(201);
  await becomes(id, null);
  expect(await clocksOf(id)).toMatchObject([
    { target: 'first_response', state: 'breached', dueAt, endedAt: clock.now().toISOString(), late: false },
  ]);
  expect(await viewOf()).not.toContain(id);
});

it('tells nothing of what was answered in time', async () => {
  const { id } = await ask();
  await becomes(id, 'running');
  await agent.post(`/api/tickets/${id}/notes`, aNote());
  clock.advance({ minutes: 30 });
  await agent.post(`/api/tickets/${id}/replies`, aReply({ to: [{ address: 'a@klant.test', name: '' }] }));
  await becomes(id, null);
  const other = await ask();
  clock.advance({ minutes: 61 });
  await becomes(other.id, 'breached');
  expect(await signalsOf(id)).toEqual([]);
  expect(await clocksOf(id)).toMatchObject([{ state: 'met', workedSeconds: 1_800 }]);
});

it('tells what fell due while nobody could tell it, once and as late', async () => {
  const { id } = await ask();
  await becomes(id, 'running');
  clock.advance({ days: 1 });
  await becomes(id, 'breached');
  const signals = await told(id, 2);
  expect(signals.map(({ type, data }) => [type, data['late']])).toEqual([
    ['sla_warned', true],
    ['sla_breached', true],
  ]);
  expect(await clocksOf(id)).toMatchObject([{ state: 'breached', late: true, endedAt: null }]);
});

it('stands still while the ticket waits for the customer, and tells why', async () => {
  const { id } = await ask({ externalId: 'pauze-1' });
  await becomes(id, 'running');
  clock.advance({ minutes: 10 });
  const pausedAt = clock.now().toISOString();
  await agent.patch(`/api/tickets/${id}`, { changes: { status: 'pending' } });
  await becomes(id, 'paused');
  expect((await ticketOf(id)).deadline).toMatchObject({ dueAt: null, leftSeconds: 3_000 });
  clock.advance({ minutes: 90 });
  await agent.patch(`/api/tickets/${id}`, { changes: { status: 'open' } });
  await becomes(id, 'running');
  expect((await ticketOf(id)).deadline?.dueAt).toBe(inMinutes(50));
  expect((await clocksOf(id))[0]?.spans).toMatchObject([
    { what: 'running', until: pausedAt },
    { what: 'pending', from: pausedAt, until: clock.now().toISOString() },
    { what: 'running', until: null },
  ]);
  expect(await signalsOf(id)).toEqual([]);
});

it('follows the priority, and tells at once what that puts into the past', async () => {
  const { id } = await ask();
  await becomes(id, 'running');
  clock.advance({ minutes: 20 });
  await agent.patch(`/api/tickets/${id}`, { changes: { priority: 'high' } });
  await eventually(async () => (await ticketOf(id)).deadline?.dueAt === inMinutes(10), 'the deadline is nearer');
  await agent.patch(`/api/tickets/${id}`, { changes: { priority: 'urgent' } });
  await becomes(id, 'breached');
  await eventually(async () => (await signalsOf(id)).length === 2, 'it is told');
  await agent.patch(`/api/tickets/${id}`, { changes: { priority: 'normal' } });
  await becomes(id, 'running');
  expect((await signalsOf(id)).length).toBe(2);
});

it('goes along when tickets are merged, split and taken apart again', async () => {
  const older = await ask();
  const begun = clock.now().getTime();
  clock.advance({ minutes: 20 });
  const younger = await ask();
  await Promise.all([becomes(older.id, 'running'), becomes(younger.id, 'running')]);
  await agent.post(`/api/tickets/${older.id}/merge`, { intoTicketId: younger.id });
  await becomes(older.id, null);
  const dueOf = async (id: string) => (await ticketOf(id)).deadline?.dueAt;
  await eventually(async () => (await dueOf(younger.id)) === new Date(begun + 3_600_000).toISOString(), 'it waits since the older one');
  expect(await clocksOf(older.id)).toEqual([]);
  await agent.post(`/api/tickets/${older.id}/unmerge`);
  await becomes(older.id, 'running');
  await eventually(async () => (await dueOf(younger.id)) === inMinutes(60), 'each waits since its own');
  expect(await dueOf(older.id)).toBe(inMinutes(40));
});

it('raises no alarm for history, and measures what goes on from it', async () => {
  const past = new Date(clock.now().getTime() - 5 * 3_600_000);
  const { id } = await ask({ silent: true, occurredAt: past, externalId: 'oud-1' });
  await becomes(id, 'breached');
  clock.advance({ minutes: 5 });
  const other = await ask();
  await becomes(other.id, 'running');
  expect(await signalsOf(id)).toEqual([]);
  expect(await clocksOf(id)).toMatchObject([{ state: 'breached', late: false }]);
});

it('measures all that is open anew when a policy changes, and raises no alarm by that', async () => {
  const { id } = await ask();
  await becomes(id, 'running');
  clock.advance({ minutes: 30 });
  const strict = await promise(shop.owner, {
    name: 'Vijf minuten',
    terms: {
      promises: {
        ...(await everythingWithin(300)),
      },
    },
  });
  await shop.owner.put('/api/sla/policies/order', { ids: [strict.id, ...(await policyIds()).filter((other) => other !== strict.id)] });
  await measured(shop.owner);
  await becomes(id, 'breached');
  expect(await signalsOf(id)).toEqual([]);
  expect((await shop.owner.del(`/api/sla/policies/${strict.id}`)).status).toBe(204);
  await becomes(id, 'running');
  expect((await ticketOf(id)).deadline?.dueAt).toBe(inMinutes(30));
});

async function policyIds(): Promise<string[]> {
  return ((await shop.owner.get('/api/sla/policies')).body as { items: { id: string }[] }).items.map(({ id }) => id);
}
async function everythingWithin(seconds: number) {
  const promised = { hours: 'calendar' as const, seconds: { low: seconds, normal: seconds, high: seconds, urgent: seconds } };
  return { first_response: promised, next_response: promised, resolution: promised, speed_of_answer: promised };
}

it('names the next best ticket: the next deadline first, of those that the agent may take', async () => {
  const own = await aFoundedOrganisation(app, { name: 'De volgende' });
  const box = await aChannelAccount(app, own);
  const [mine, other] = [await aColleague(app, { organisationId: own.id }), await aColleague(app, { organisationId: own.id })];
  await promise(own.owner);
  const ids: string[] = [];
  for (let index = 0; index < 4; index++) {
    ids.push((await aTicket(app, box, { from: `k${index}@klant.test` })).id);
    clock.advance({ minutes: 1 });
  }
  const [taken = '', urgent = '', unmeasured = '', plain = ''] = ids;
  await mine.patch(`/api/tickets/${taken}`, { changes: { assigneeId: other.id } });
  await mine.patch(`/api/tickets/${plain}`, { changes: { priority: 'urgent' } });
  const best = async (skip: string[] = []) =>
    (await mine.get(`/api/next-ticket?${skip.map((id) => `skip=${id}`).join('&')}`)).as(nextTicket).ticket?.id;
  await eventually(async () => (await best()) === plain, 'urgent goes first');
  expect(await best([plain])).toBe(urgent);
  expect(await best([plain, urgent])).toBe(unmeasured);
  expect(await best([plain, urgent, unmeasured])).toBeUndefined();
});

it('holds a ringing telephone to its promise', async () => {
  const own = await aFoundedOrganisation(app, { name: 'De bellers' });
  const line = await aChannelAccount(app, own, { kind: 'phone' });
  await promise(own.owner, { terms: { promises: await everythingWithin(20) } });
  const rangAt = clock.now().toISOString();
  const nothing = {
    answeredAt: null,
    endedAt: null,
    waitSeconds: null,
    talkSeconds: null,
    agent: null,
    recordingUrl: null,
    calledBackAt: null,
  };
  const call = {
    id: newId(),
    direction: 'inbound',
    state: 'ringing',
    outcome: null,
    number: null,
    rangAt,
    wrapUp: null,
    ...nothing,
  } as const;
  const { id } = await aTicket(app, line, { channelKind: 'phone', call });
  const seen = () => seeTicket(app, own.id, id);
  await eventually(async () => (await seen()).ticket.deadline?.state === 'running', 'it rings');
  expect((await seen()).ticket.deadline?.target).toBe('speed_of_answer');
  clock.advance({ seconds: 21 });
  await eventually(async () => (await seen()).activities.some(({ type }) => type === 'sla_breached'), 'nobody picked it up in time');
});

it('asks once whether anything is measured where nothing is', async () => {
  const quiet = await aFoundedOrganisation(app, { name: 'Zonder afspraken' });
  const box = await aChannelAccount(app, quiet);
  const { id } = await aTicket(app, box);
  const marker = await ask();
  await becomes(marker.id, 'running');
  const rows = await asOrganisation(app, quiet.id, (tx) => tx.query('select from sla_clocks'));
  expect(rows).toEqual([]);
  expect((await seeTicket(app, quiet.id, id)).ticket.deadline).toBeNull();
});

it('recomputes to the same, however often', async () => {
  const { id } = await ask({ externalId: 'weer-1' });
  await becomes(id, 'running');
  const before = { ticket: await ticketOf(id), clocks: await clocksOf(id) };
  await shop.owner.put('/api/sla/policies/order', { ids: await policyIds() });
  await measured(shop.owner);
  expect({ ticket: await ticketOf(id), clocks: await clocksOf(id) }).toEqual(before);
  await receive(app, account, { from: 'iemand@klant.test' });
});
