import { type NormBoard, normBoard, normStates } from '@balie/shared/contracts/norms.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { eventually } from '../../../test/support/eventually.ts';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, receive, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation } from '../tickets/testing/look.ts';
import { aNote } from '../tickets/testing/writing.ts';
import { JudgeNorms } from './judge-norms.ts';
import { NormLetters } from './norm-letters.ts';
import { BOL_WEEK, type Deed, MONDAY, moment } from './testing/bol-week.ts';

/** A week of bol.com, replayed through the real intake: what was worked out by hand (`testing/bol-week.ts`) is what is counted. */

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let account: TestChannelAccount;
let lead: SignedInColleague;
const boards = new Map<string, NormBoard>();

beforeAll(async () => {
  clock.set(moment('mon 00:00'));
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' }, clock);
  house = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, house, { kind: 'bol' });
  lead = await aColleague(app, { organisationId: house.id, role: 'lead' });
  await aColleague(app, { organisationId: house.id });
  await replay();
});
afterAll(() => app.stop());

const look = <Row>(sql: string, ...given: unknown[]) => asOrganisation(app, house.id, (tx) => tx.query<Row>(sql, given));
const board = async () => (await lead.get('/api/norms')).as(normBoard);
const judge = () => inOrganisation(house.id, () => app.app.get(JudgeNorms, { strict: false }).execute());
const customer = (index: number) => `2abcdefghijklmnop${String(index).padStart(2, '0')}@klantbericht.bol.com`;
const tickets = new Map<number, string>();

/** Everything that happened, in order; time passes in between, and whoever looks at norms looks twice at once. */
async function replay(): Promise<void> {
  const steps = BOL_WEEK.flatMap(({ asked, deeds, due }, index) => [
    { at: asked, run: () => ask(index) },
    ...deeds.map(({ what, at }) => ({ at, run: () => act(index, what) })),
    { at: new Date(Date.parse(due) + 1_000).toISOString(), run: async () => undefined },
  ]);
  const looks = ['tue 18:00', 'sun 23:59', 'tue2 00:02'].map((text) => ({
    at: moment(text),
    run: async () => void boards.set(text, await board()),
  }));
  for (const { at, run } of [...steps, ...looks].toSorted((one, other) => one.at.localeCompare(other.at))) {
    clock.set(at);
    await run();
    await Promise.all([judge(), judge()]);
  }
}

async function ask(index: number): Promise<void> {
  const { ticketId } = await receive(app, account, { channelKind: 'bol', from: customer(index), externalId: `vraag-${index}@bol.test` });
  tickets.set(index, ticketId);
  await keeps(index, async () => true);
}

async function act(index: number, what: Deed): Promise<void> {
  const ticketId = tickets.get(index) ?? '';
  const thread = { channelKind: 'bol', references: [`vraag-${index}@bol.test`] };
  const to = [{ address: customer(index), name: 'Klant' }];
  const ours = { ...thread, direction: 'outbound' as const, from: lead.email, to, replyRecipients: { to, cc: [] } };
  if (what === 'note') await lead.post(`/api/tickets/${ticketId}/notes`, aNote());
  if (what === 'away') await receive(app, account, { ...thread, from: customer(index), nature: 'automatic', text: 'Ik ben er niet.' });
  if (what === 'auto') await receive(app, account, { ...ours, nature: 'automatic', text: 'Wij hebben je vraag ontvangen.' });
  if (what === 'reply') {
    await receive(app, account, { ...ours, text: 'Hij is onderweg.' });
    await keeps(index, async ({ answeredAt }) => answeredAt !== null);
  }
  if (what === 'failed') {
    const externalId = `mislukt-${index}@winkel.test`;
    await receive(app, account, { ...ours, externalId, text: 'Hij is onderweg.' });
    await keeps(index, async ({ answeredAt }) => answeredAt !== null);
    clock.advance({ minutes: 5 });
    const recipient = { address: customer(index), action: 'failed' as const, status: '4.4.1', diagnostic: 'No route' };
    const deliveryReport = { originalId: externalId, recipients: [recipient] };
    await receive(app, account, { channelKind: 'bol', from: 'mailer-daemon@mx.test', nature: 'bounce', deliveryReport });
    await keeps(index, async ({ answeredAt }) => answeredAt === null);
  }
}

interface Kept {
  readonly answeredAt: Date | null;
  readonly dueAt: Date;
}
/** Waits until what is kept of the question says so. */
function keeps(index: number, isSo: (row: Kept) => Promise<boolean>): Promise<unknown> {
  return eventually(
    async () => {
      const [row] = await look<Kept>(
        'select answered_at as "answeredAt", due_at as "dueAt" from norm_questions where ticket_id = $1',
        tickets.get(index),
      );
      return row !== undefined && (await isSo(row));
    },
    `question ${index + 1} is kept as it is`,
  );
}

const response = (text: string) => {
  const [shop] = boards.get(text)?.shops ?? [];
  return shop?.norms.find(({ name }) => name === 'RESPONSE_TIME');
};

it('gives each question the deadline and the verdict that were worked out by hand', async () => {
  const rows = await look<{ ticketId: string; dueAt: Date; isLate: boolean }>(
    `select ticket_id as "ticketId", due_at as "dueAt", coalesce(answered_at, $1) > due_at as "isLate" from norm_questions`,
    clock.now(),
  );
  const found = new Map(rows.map((row) => [row.ticketId, row]));
  const counted = BOL_WEEK.map((_, index) => {
    const row = found.get(tickets.get(index) ?? '');
    return `${index + 1}: ${row?.dueAt.toISOString()} ${row?.isLate ? 'late' : 'in time'}`;
  });
  expect(counted).toEqual(BOL_WEEK.map(({ due, isLate }, index) => `${index + 1}: ${due} ${isLate ? 'late' : 'in time'}`));
  expect(rows).toHaveLength(45);
});

it('counts the running week as it was at each moment', () => {
  expect(response('tue 18:00')?.forecast).toMatchObject({ asked: 18, inTime: 10, late: 3, open: 5, untilMail: 7 });
  expect(response('sun 23:59')?.forecast).toMatchObject({
    ...{ asked: 45, inTime: 26, late: 8, open: 11, expected: 45, allowed: 4 },
    ...{ mailFrom: 10, untilMail: 2, untilStrike: 0 },
    ...{ nextAt: moment('mon2 09:45'), mailAt: moment('mon2 10:15') },
  });
  expect(response('sun 23:59')).toMatchObject({ state: 'broken', wrong: 8, total: 34, value: 26 / 34, threshold: 0.9, toldByThem: false });
  expect(boards.get('sun 23:59')?.shops[0]?.next[0]).toMatchObject({ ticketId: tickets.get(32), dueAt: moment('mon2 09:45') });
});

it('flags what has been open for longer than 18 counting hours, and what is late already', () => {
  const waiting = ['tue 18:00', 'sun 23:59', 'tue2 00:02'].map((text) => {
    const shop = boards.get(text)?.shops[0];
    return [shop?.next.length, shop?.openLong, shop?.lateOpen];
  });
  // On Sunday the questions of Friday have not been open for 18 hours that count.
  expect(waiting).toEqual([
    [5, 1, 1],
    [11, 2, 2],
    [0, 4, 4],
  ]);
});

it('ends where the hand-computed table ends: 33 of 45 in time, and a week under the norm', () => {
  expect(response('tue2 00:02')?.history.find(({ period }) => period === MONDAY)).toEqual({ period: MONDAY, ours: 33 / 45, theirs: null });
  expect(boards.get('tue2 00:02')?.shops[0]?.strikes.items).toEqual([{ monday: MONDAY, source: 'derived', names: ['RESPONSE_TIME'] }]);
});

it('warned before the tenth late answer, once for each step, whoever looked', async () => {
  const alerts = await look<{ id: string; step: string; toldAt: Date; facts: { forecast: { late: number } } }>(
    `select id, step, told_at as "toldAt", facts from norm_alerts where name = 'RESPONSE_TIME' and period = $1 order by told_at, step`,
    MONDAY,
  );
  expect(alerts.map(({ step }) => step).toSorted()).toEqual(['at_risk', 'broken', 'mail_near']);
  const near = alerts.find(({ step }) => step === 'mail_near');
  // The tenth is the one that was asked on Friday at 16:50.
  expect(near?.toldAt.getTime()).toBeLessThan(Date.parse(moment('mon2 16:50')));
  expect(near?.facts.forecast.late).toBeLessThan(10);
  expect(alerts.find(({ step }) => step === 'at_risk')?.toldAt.getTime()).toBeLessThan(Date.parse(moment('tue 16:00')));
  // One mail to each lead and owner: to nobody else, and never twice.
  const mails = await look<{ key: string }>(`select key from graphile_worker.jobs where key like $1`, `mail-norm-alert:${near?.id}:%`);
  expect(mails.map(({ key }) => key.split(':')[2]).toSorted()).toEqual([house.owner.id, lead.id].toSorted());
  const letter = await inOrganisation(house.id, () => app.app.get(NormLetters, { strict: false }).write(near?.id ?? '', lead.id));
  expect(letter).toMatchObject({
    to: lead.email,
    text: expect.stringMatching(/(van|of this week's) \d+ (vragen|questions).*https:\/\/balie.winkel.test\/norms/s),
  });
});

it('costs the same number of questions for the page and the glance, however much there is', async () => {
  const counter = new QueryCounter(app.app.get(DataSource), house.id);
  const states = async () => (await house.owner.get('/api/norms/states')).as(normStates).items;
  const before = [await counter.during(() => board()), await counter.during(states)].map(({ length }) => length);
  await aChannelAccount(app, house, { kind: 'bol' });
  for (let index = 100; index < 103; index++) await ask(index);
  const after = [await counter.during(() => board()), await counter.during(states)].map(({ length }) => length);
  expect(after).toEqual(before);
  expect((await states()).find(({ id }) => id.endsWith('RESPONSE_TIME'))).toMatchObject({
    title: 'bol.com',
    figure: 'RESPONSE_TIME',
    unit: 'percent',
    threshold: 0.9,
    href: `/norms#${house.shopId}`,
  });
});
