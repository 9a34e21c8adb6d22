import { type NormBoard, normAlerts, normBoard, ownNorm, type SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { type Notification, notificationPage } from '@balie/shared/contracts/notifications.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { MarketplaceFigures, OrderSources, type ProviderFigure } from '../orders/public.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation } from '../tickets/testing/look.ts';
import { aNote } from '../tickets/testing/writing.ts';
import { JudgeNorms } from './judge-norms.ts';
import { NormWatch } from './norm-watch.ts';

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let mail: TestChannelAccount;

beforeAll(async () => {
  clock.set('2026-05-20T08:00:00Z'); // A Wednesday, ten o'clock in Amsterdam.
  app = await startTestApp({}, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set('2026-05-20T08:00:00Z');
  house = await aFoundedOrganisation(app);
  mail = await aChannelAccount(app, house);
});

const NORM: SaveNormRequest = {
  name: 'Binnen 2 uur',
  active: true,
  metric: 'first_answer',
  seconds: 7_200,
  hours: 'calendar',
  scope: { shopIds: [], channelKinds: [], teamIds: [] },
  threshold: 0.8,
  window: 'day',
  alerts: true,
};
const set = async (given: Partial<SaveNormRequest> = {}) => (await house.owner.post('/api/norms/own', { ...NORM, ...given })).as(ownNorm);
const board = async (): Promise<NormBoard> => (await house.owner.get('/api/norms')).as(normBoard);
const own = async (name = NORM.name) => (await board()).own.find(({ norm }) => norm.name === name);
const judge = () => inOrganisation(house.id, () => app.app.get(JudgeNorms, { strict: false }).execute());
const look = <Row>(sql: string, ...given: unknown[]) => asOrganisation(app, house.id, (tx) => tx.query<Row>(sql, given));
const bellOf = async (who: SignedInColleague): Promise<Notification[]> =>
  (await who.get('/api/notifications')).as(notificationPage).items.filter(({ kind }) => kind === 'norm');
const counts = (right: number, wrong: number, open: number, name?: string) =>
  eventually(async () => {
    const found = await own(name);
    return found?.right === right && found.wrong === wrong && found.open === open && found;
  }, `${right} right, ${wrong} wrong, ${open} open`);

async function ask(account = mail, given = {}): Promise<{ id: string; answer: () => Promise<unknown> }> {
  const externalId = `${newId()}@klant.test`;
  const from = `${newId()}@klant.test`;
  const { id } = await aTicket(app, account, { externalId, from, ...given });
  const to = [{ address: from, name: 'Klant' }];
  const ours = { direction: 'outbound' as const, from: house.owner.email, references: [externalId], to, replyRecipients: { to, cc: [] } };
  return { id, answer: () => receive(app, account, ours) };
}

it('holds first answers against an own norm, and tells leads once before and when it is missed', async () => {
  await set();
  const questions = await Promise.all(Array.from({ length: 8 }, () => ask()));
  await counts(0, 0, 8);
  clock.advance({ minutes: 30 });
  for (const { answer } of questions.slice(0, 6)) await answer();
  // A word among colleagues is no answer.
  await house.owner.post(`/api/tickets/${questions[6]?.id}/notes`, aNote());
  expect(await counts(6, 0, 2)).toMatchObject({ state: 'good', value: 1 });
  expect(await judge()).toBe(0);
  clock.advance({ minutes: 91 });
  expect(await own()).toMatchObject({ state: 'broken', right: 6, wrong: 2, open: 0, value: 0.75 });
  const found = await Promise.all([judge(), judge()]);
  expect(found.toSorted()).toEqual([0, 2]);
  expect(await judge()).toBe(0);
  const [alert] = (await house.owner.get('/api/norms/alerts')).as(normAlerts).items;
  expect(alert).toMatchObject({ label: 'Binnen 2 uur', step: 'broken', shopId: null });
  // Seen by one, put away for all; with the step before it.
  expect((await house.owner.post(`/api/norms/alerts/${alert?.id}/put-away`)).status).toBe(204);
  expect((await house.owner.get('/api/norms/alerts')).as(normAlerts).items).toEqual([]);
  // The next day has a count of its own.
  clock.advance({ days: 1 });
  expect(await own()).toMatchObject({ state: 'unknown', value: null, right: 0, wrong: 0 });
  expect((await own())?.history.at(-2)).toMatchObject({ period: '2026-05-20', ours: 0.75 });
});

it('rings in the console of leads, once for what is found out at once, and leads to no ticket', async () => {
  const lead = await aColleague(app, { organisationId: house.id, role: 'lead' });
  const agent = await aColleague(app, { organisationId: house.id });
  const socket = await lead.openSocket();
  const heard: Notification[] = [];
  socket.on('notification', ({ notification }) => heard.push(notification));
  await set({ name: 'Belletje' });
  for (let asked = 0; asked < 6; asked += 1) await ask();
  await counts(0, 0, 6, 'Belletje');
  clock.advance({ minutes: 121 });
  await Promise.all([judge(), judge()]);
  const norm = { label: 'Belletje', name: null, shopName: null, step: 'broken' };
  await eventually(() => heard.length > 0, 'the bell');
  expect(heard).toMatchObject([{ kind: 'norm', ticket: null, norm, actorId: null, readAt: null }]);
  for (const who of [lead, house.owner]) expect(await bellOf(who)).toMatchObject([{ norm, ticket: null }]);
  expect(await bellOf(agent)).toEqual([]);
  await lead.post('/api/notifications/read', { ids: heard.map(({ id }) => id) });
  expect((await bellOf(lead))[0]?.readAt).not.toBeNull();
  socket.close();
});

it('asks only of what its scope names, and of opening hours where it says so', async () => {
  const chat = await aChannelAccount(app, house, { kind: 'chat' });
  await house.owner.post('/api/business-calendars', {
    name: 'Kantoor',
    isDefault: true,
    shopIds: [],
    channelAccountIds: [],
    hours: {
      kind: 'business',
      timeZone: 'Europe/Amsterdam',
      week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, until: 1_020 }] : [])),
      holidays: null,
      exceptions: [],
    },
  });
  await set({ name: 'Chat', scope: { shopIds: [], channelKinds: ['chat'], teamIds: [] } });
  await set({ name: 'Kantooruren', hours: 'business', window: 'week' });
  await set({ name: 'Opgelost', metric: 'solved', seconds: null, scope: { shopIds: [], channelKinds: ['chat'], teamIds: [] } });
  clock.set('2026-05-20T14:00:00Z'); // An hour before closing.
  const [byMail, byChat] = [await ask(), await ask(chat, { channelKind: 'chat' })];
  await ask();
  await counts(0, 0, 1, 'Chat');
  await counts(0, 1, 0, 'Opgelost');
  await house.owner.patch(`/api/tickets/${byChat.id}`, { changes: { status: 'solved' } });
  await counts(1, 0, 0, 'Opgelost');
  clock.set('2026-05-21T07:30:00Z'); // Half an hour after opening: an hour and a half have been open.
  expect(await own('Kantooruren')).toMatchObject({ right: 0, wrong: 0, open: 2 });
  await byMail.answer();
  await counts(1, 0, 1, 'Kantooruren');
  clock.set('2026-05-21T08:01:00Z');
  expect(await own('Kantooruren')).toMatchObject({ right: 1, wrong: 1, open: 0 });
});

it('leaves out what was solved without an answer in time, and takes it up again when it is opened', async () => {
  await set();
  const [inTime, tooLate] = [await ask(), await ask()];
  await counts(0, 0, 2);
  const solve = (id: string, status = 'solved') => house.owner.patch(`/api/tickets/${id}`, { changes: { status } });
  clock.advance({ minutes: 60 });
  await solve(inTime.id);
  await counts(0, 0, 1);
  clock.advance({ minutes: 90 });
  await solve(tooLate.id);
  await counts(0, 1, 0);
  await solve(inTime.id, 'open');
  await counts(0, 2, 0);
});

it('counts what came in before there was anything to measure', async () => {
  await ask();
  await ask();
  expect((await look('select from norm_questions')).length).toBe(0);
  await set({ window: 'week' });
  clock.advance({ minutes: 2 });
  await app.app.get(NormWatch, { strict: false }).sweep();
  expect(await own()).toMatchObject({ open: 2 });
});

it("shows a marketplace's own figures and norms beside ours, and judges strikes by theirs", async () => {
  const source = { kind: 'bol', shopId: house.shopId, name: 'bol', externalId: newId(), settings: { clientId: 'x' }, secrets: {} };
  await asOrganisation(app, house.id, async (tx) => {
    const id = await app.app.get(OrderSources, { strict: false }).create(tx, { ...source, backfill: null });
    await tx.query(`update order_sources set status = 'paused' where id = $1`, [id]);
    const figure = (name: ProviderFigure['name'], week: number, wrong: number, total: number, norm: number): ProviderFigure => ({
      ...{ name, year: 2026, week, unit: 'percentage' },
      score: { conforms: false, numerator: name === 'CANCELLATIONS' ? wrong : total - wrong, denominator: total, value: 0.5 },
      norm: { condition: name === 'CANCELLATIONS' ? '<=' : '>=', value: norm },
    });
    await app.app.get(MarketplaceFigures, { strict: false }).save(tx, id, '2026-05-20', [
      figure('RESPONSE_TIME', 20, 8, 60, 0.88),
      figure('FULFILMENT', 20, 2, 10, 0.93),
      figure('CANCELLATIONS', 19, 1, 100, 0.02),
      {
        ...figure('REVIEWS', 20, 0, 1, 8),
        unit: 'average',
        score: { conforms: true, numerator: null, denominator: null, value: 8.4 },
      } as never,
    ]);
    await orders(tx, id);
  });
  const { shops } = await board();
  const found = new Map(shops[0]?.norms.map((norm) => [norm.name, norm]));
  // Its own quotient is wrong now and then: the counts are right.
  expect(found.get('RESPONSE_TIME')).toMatchObject({ threshold: 0.88, toldByThem: true, theirs: { monday: '2026-05-11', value: 52 / 60 } });
  expect(found.get('REVIEWS')).toMatchObject({ state: 'good', unit: 'rating', value: null, theirs: { value: 8.4 } });
  expect(found.get('CANCELLATIONS')).toMatchObject({ wrong: 2, total: 40, value: 0.05, state: 'at_risk', theirs: { value: 0.01 } });
  expect(found.get('FULFILMENT')).toMatchObject({ wrong: 1, total: 2 });
  expect(found.get('TRACK_AND_TRACE')).toMatchObject({ wrong: 1, total: 2, toldByThem: false, threshold: 1 });
  // Eight late of sixty miss 88%; two late items are too few.
  expect(shops[0]?.strikes.items).toEqual([{ monday: '2026-05-11', source: 'derived', names: ['RESPONSE_TIME'] }]);
  const record = (given: boolean | null) => house.owner.put('/api/norms/strikes', { shopId: house.shopId, monday: '2026-05-11', given });
  await record(false);
  expect((await board()).shops[0]?.strikes.items).toEqual([]);
  await record(true);
  expect((await board()).shops[0]?.strikes.items).toMatchObject([{ source: 'recorded' }]);
});

/** Forty items of this week: two cancelled by the shop, one by the customer; two parcels, one of them late and without a code. */
async function orders(tx: Parameters<Parameters<UnitOfWork['run']>[0]>[0], sourceId: string): Promise<void> {
  const now = clock.now();
  const order = async (number: string, quantity: number, cancelled: number, asked: boolean, promised: string | null) => {
    const id = newId();
    await tx.query(
      `insert into orders (id, organisation_id, source_id, number, placed_at, customer_name, customer_city, customer_email, currency, total_minor, asked_at, created_at)
       values ($1, $2, $3, $4, $5, '', '', '', 'EUR', 0, $5, $5)`,
      [id, house.id, sourceId, number, now],
    );
    await tx.query(
      `insert into order_lines (id, organisation_id, order_id, external_id, position, title, sku, quantity, shipped, cancelled, unit_minor, total_minor,
         promised_on, cancel_requested, sent_by, changed_at) values ($1, $2, $3, $4, 1, '', '', $5, 0, $6, 0, 0, $7, $8, 'shop', $9)`,
      [newId(), house.id, id, number, quantity, cancelled, promised, asked, now],
    );
  };
  const parcel = (number: string, code: string, day: string) =>
    tx.query(
      `insert into order_shipments (id, organisation_id, source_id, order_number, external_id, shipped_at, tracking_code, events, asked_at)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $5)`,
      [newId(), house.id, sourceId, number, now, code, JSON.stringify([{ code: 'delivered', at: `${day}T12:00:00Z`, words: '' }])],
    );
  await order('A', 36, 2, false, null);
  await order('B', 2, 1, true, null);
  await order('C', 1, 0, false, '2026-05-18');
  await order('D', 1, 0, false, '2026-05-18');
  await parcel('C', '3SABC', '2026-05-18');
  await parcel('D', '', '2026-05-19');
}

it('refuses a name twice, a shop of nobody, and who may not set norms', async () => {
  await set();
  expect((await house.owner.post('/api/norms/own', NORM)).body).toMatchObject({ code: 'norm_name_taken' });
  const elsewhere = { ...NORM, name: 'Elders', scope: { ...NORM.scope, shopIds: [newId()] } };
  expect((await house.owner.post('/api/norms/own', elsewhere)).status).toBe(404);
  expect((await house.owner.post('/api/norms/own', { ...NORM, name: 'Ooit', seconds: null })).status).toBe(400);
  const agent = await aColleague(app, { organisationId: house.id });
  expect([(await agent.get('/api/norms')).status, (await agent.post('/api/norms/own', NORM)).status]).toEqual([200, 403]);
});
