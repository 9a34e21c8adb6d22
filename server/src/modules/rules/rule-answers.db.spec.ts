import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import { answerRules, type DryRunResult, dryRunResult, type RuleTerms, ruleList, ruleWebhook } from '@balie/shared/contracts/rules.ts';
import { slaWebhookSecret } from '@balie/shared/contracts/sla.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort, startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { promise } from '../sla/testing/promise-to.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { aRule, decree, runsOf } from './testing/rule-for.ts';

const office = [{ from: 540, until: 1_020 }];
const hours: CalendarHours = {
  kind: 'business',
  timeZone: 'Europe/Amsterdam',
  week: [office, office, office, office, office, [], []],
  holidays: null,
  exceptions: [],
};
const THURSDAY_EVENING = '2026-04-23T18:00:00.000Z'; // Eight o'clock there.
const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let bol: TestChannelAccount;
let lead: SignedInColleague;

beforeAll(async () => {
  clock.set(THURSDAY_EVENING);
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  bol = await aChannelAccount(app, shop, { kind: 'bol' });
  lead = await aColleague(app, { organisationId: shop.id, role: 'lead' });
  const calendar = { name: 'Kantoor', hours, isDefault: true, shopIds: [], channelAccountIds: [] };
  await shop.owner.post('/api/business-calendars', calendar);
});
afterEach(async () => {
  for (const { id } of (await lead.get('/api/rules')).as(ruleList).items) await lead.del(`/api/rules/${id}`);
  clock.set(THURSDAY_EVENING);
});
afterAll(() => app.stop());

const TEXT = {
  nl: '{{greeting}} {{customer.firstName}},\n\nWe zijn {{opens}} weer open.\n\nJe hebt uiterlijk {{answer.by}} antwoord.',
  en: '{{greeting}} {{customer.firstName}},\n\nWe are open again {{opens}}.\n\nYou have an answer by {{answer.by}}.',
};
const closed: Partial<RuleTerms> = {
  when: [{ kind: 'message_in' }],
  conditions: { how: 'all', items: [{ field: 'hours', op: 'is', values: ['closed'] }] },
  actions: [{ kind: 'answer', text: TEXT, once: 'closing' }],
};
const answersIn = async (id: string) =>
  (await seeTicket(app, shop.id, id)).messages.filter(({ direction, nature }) => direction === 'outbound' && nature === 'automatic');
const quiet = () =>
  eventually(async () => (await asOrganisation(app, shop.id, (tx) => tx.query('select from outbox_events'))).length === 0, 'all was told');
const ran = (rule: Parameters<typeof runsOf>[1], times: number) =>
  eventually(async () => (await runsOf(lead, rule)).length >= times, `${rule.name} ran ${times} times`);

it('says outside opening hours when it is open again, once per customer and closing, in the customer’s language', async () => {
  const rule = await decree(lead, { name: 'Dicht', terms: closed });
  const dutch = await aTicket(app, account, { from: 'a@klant.test', externalId: 'a@1' });
  const english = await aTicket(app, account, {
    from: 'b@klant.test',
    fromName: 'Bob Smith',
    subject: 'Where is my order?',
    text: 'Hello, I would like to know where my order is. Thanks, Bob',
  });
  await ran(rule, 2);
  const [answer] = await answersIn(dutch.id);
  expect(answer?.text).toBe('Goedenavond Jan,\n\nWe zijn morgen om 09:00 weer open.');
  expect(answer).toMatchObject({ to: [{ address: 'a@klant.test' }] });
  expect((await answersIn(english.id))[0]?.text).toBe('Good evening Bob,\n\nWe are open again tomorrow at 09:00.');
  // The customer still waits: a machine answered nothing.
  expect((await seeTicket(app, shop.id, dutch.id)).ticket).toMatchObject({ status: 'open', lastDirection: 'inbound' });

  // The same evening, in this ticket and in another: no second one.
  await receive(app, account, { from: 'a@klant.test', references: ['a@1'] });
  const other = await aTicket(app, account, { from: 'a@klant.test', subject: 'Nog iets' });
  await ran(rule, 4);
  await quiet();
  expect(await answersIn(dutch.id)).toHaveLength(1);
  expect(await answersIn(other.id)).toHaveLength(0);
  expect((await runsOf(lead, rule))[0]?.effects).toMatchObject([{ outcome: 'nothing', reason: expect.stringContaining('already') }]);

  // The next evening is another closing, though it is no whole day later.
  clock.set('2026-04-24T15:30:00.000Z');
  const next = await aTicket(app, account, { from: 'a@klant.test', subject: 'Vrijdag' });
  await ran(rule, 5);
  expect((await answersIn(next.id))[0]?.text).toContain('We zijn maandag 27 april om 09:00 weer open.');
});

it('is silent while it is open', async () => {
  clock.set('2026-04-24T09:00:00.000Z');
  await decree(lead, { terms: closed });
  const marker = await decree(lead);
  const { id } = await aTicket(app, account, { from: 'overdag@klant.test' });
  await ran(marker, 1);
  await quiet();
  expect(await answersIn(id)).toEqual([]);
});

it('promises by when there is an answer where a policy does, and only where somebody is there to keep it', async () => {
  const business = { hours: 'business' as const, seconds: { low: 14_400, normal: 14_400, high: 14_400, urgent: 14_400 } };
  const calendar = { hours: 'calendar' as const, seconds: { low: 3_600, normal: 3_600, high: 3_600, urgent: 3_600 } };
  const policy = await promise(shop.owner, {
    name: 'Vier uur',
    terms: { promises: { first_response: business, next_response: business, resolution: business, speed_of_answer: business } },
  });
  const rule = await decree(lead, { terms: closed });
  const kept = await aTicket(app, account, { from: 'belofte@klant.test' });
  await ran(rule, 1);
  expect((await answersIn(kept.id))[0]?.text).toContain('Je hebt uiterlijk morgen om 13:00 antwoord.');
  await shop.owner.del(`/api/sla/policies/${policy.id}`);
  const night = await promise(shop.owner, {
    name: 'Eén uur',
    terms: { promises: { first_response: calendar, next_response: calendar, resolution: calendar, speed_of_answer: calendar } },
  });
  const hollow = await aTicket(app, account, { from: 'leeg@klant.test' });
  await ran(rule, 2);
  expect((await answersIn(hollow.id))[0]?.text).not.toContain('uiterlijk');
  await shop.owner.del(`/api/sla/policies/${night.id}`);
});

it('never answers machines and lists, nor where a marketplace forbids it; and says so', async () => {
  const rule = await decree(lead, { terms: closed });
  const machine = await aTicket(app, account, { from: 'afwezig@klant.test', nature: 'automatic' });
  const list = await aTicket(app, account, { from: 'nieuws@klant.test', nature: 'list' });
  const market = await aTicket(app, bol, { from: 'koper@klant.test', channelKind: 'bol' });
  await ran(rule, 3);
  await quiet();
  for (const { id } of [machine, list, market]) expect(await answersIn(id)).toEqual([]);
  const runs = await runsOf(lead, rule);
  expect(runs.map(({ effects }) => effects[0]?.outcome)).toEqual(['refused', 'refused', 'refused']);
  expect(runs.find(({ ticketId }) => ticketId === list.id)?.effects[0]?.reason).toContain('machines');
  const { activities } = await seeTicket(app, shop.id, market.id);
  expect(activities.filter(({ type }) => type === 'automatic_refused')).toHaveLength(1);

  const { items } = (await lead.get('/api/rules/answers')).as(answerRules);
  expect(items.map(({ channelKind, allowed }) => [channelKind, allowed])).toEqual([
    ['bol', false],
    ['email', true],
  ]);
  const hopeless = aRule({ terms: { ...closed, conditions: { how: 'all', items: [{ field: 'channel', op: 'is', values: ['bol'] }] } } });
  expect((await lead.post('/api/rules', hopeless)).code).toBe('rule_cannot_answer');
});

it('waits, and is set off by the moment that was stored, once for each time it began', async () => {
  const rule = await decree(lead, {
    name: 'Wacht lang',
    terms: {
      when: [{ kind: 'time_passed', since: 'customer_waits', minutes: 60, hours: 'calendar' }],
      conditions: { how: 'all', items: [{ field: 'status', op: 'is', values: ['open'] }] },
      actions: [{ kind: 'priority', to: 'high' }],
    },
  });
  const { id } = await aTicket(app, account, { from: 'wacht@klant.test' });
  const done = await aTicket(app, account, { from: 'klaar@klant.test' });
  const timers = () =>
    asOrganisation(app, shop.id, (tx) => tx.query<{ id: string }>('select ticket_id as id from rule_timers where due_at is not null'));
  const waitsFor = async (ticketId: string) => (await timers()).some((timer) => timer.id === ticketId);
  await eventually(async () => (await waitsFor(id)) && (await waitsFor(done.id)), 'both are waited for');
  await lead.patch(`/api/tickets/${done.id}`, { changes: { status: 'solved' } });
  await eventually(async () => !(await waitsFor(done.id)), 'nobody waits any more');
  clock.advance({ minutes: 59 });
  expect((await seeTicket(app, shop.id, id)).ticket.priority).toBe('normal');
  clock.advance({ minutes: 2 });
  await eventually(async () => (await seeTicket(app, shop.id, id)).ticket.priority === 'high', 'it was set off');
  clock.advance({ minutes: 600 });
  await eventually(async () => !(await waitsFor(id)), 'it was looked at');
  const runs = await runsOf(lead, rule);
  expect(runs.filter(({ ticketId }) => ticketId === id)).toMatchObject([{ when: 'time_passed', outcome: 'fired' }]);
  expect(runs.filter(({ ticketId }) => ticketId === done.id)).toEqual([]);
});

it('leaves alone what was over before a waiting rule was switched on, and finds what is yet to come', async () => {
  const old = await aTicket(app, account, { from: 'oud@klant.test' });
  clock.advance({ minutes: 90 });
  const fresh = await aTicket(app, account, { from: 'vers@klant.test' });
  const rule = await decree(lead, {
    terms: {
      when: [{ kind: 'time_passed', since: 'created', minutes: 60, hours: 'calendar' }],
      actions: [{ kind: 'add_tags', tags: ['uur-oud'] }],
    },
  });
  const timers = () =>
    asOrganisation(app, shop.id, (tx) => tx.query<{ id: string }>('select ticket_id as id from rule_timers where due_at is not null'));
  await eventually(async () => (await timers()).some((timer) => timer.id === fresh.id), 'the job found it');
  clock.advance({ minutes: 61 });
  await ran(rule, 1);
  expect((await seeTicket(app, shop.id, fresh.id)).ticket.tags).toEqual(['uur-oud']);
  expect((await seeTicket(app, shop.id, old.id)).ticket.tags).toEqual([]);
});

it('tells what it would have done to past tickets, and changes nothing', async () => {
  const { id } = await aTicket(app, account, {
    from: 'proef@klant.test',
    subject: 'Zeldzaam woord',
    text: 'Goedemiddag, ik wil iets vragen.',
  });
  await aTicket(app, bol, { from: 'proef2@klant.test', channelKind: 'bol', subject: 'Zeldzaam woord' });
  await quiet();
  const state = () =>
    asOrganisation(app, shop.id, async (tx) => {
      const tables = [
        'tickets',
        'messages',
        'activities',
        'rules',
        'rule_runs',
        'rule_timers',
        'rule_answers',
        'notifications',
        'outbox_events',
      ];
      const rows = await Promise.all(
        tables.map((table) => tx.query(`select md5(coalesce(string_agg(x::text, '' order by x::text), '')) from ${table} x`)),
      );
      const jobs = await tx.query('select count(*)::int as count from graphile_worker._private_jobs');
      return JSON.stringify([rows, jobs]);
    });
  const before = await state();
  const { terms } = aRule({
    terms: {
      conditions: { how: 'all', items: [{ field: 'subject', op: 'contains', values: ['zeldzaam'] }] },
      actions: [
        { kind: 'add_tags', tags: ['proef'] },
        { kind: 'status', to: 'open' },
        { kind: 'answer', text: TEXT, once: 'day' },
        { kind: 'webhook', url: 'https://example.test/' },
      ],
    },
  });
  const result: DryRunResult = (await lead.post('/api/rules/dry-run', { terms, days: 1 })).as(dryRunResult);
  expect(result).toMatchObject({ matched: 2, capped: false });
  expect(result.looked).toBeGreaterThan(2);
  const match = result.matches.find(({ ticketId }) => ticketId === id);
  expect(match?.effects.map(({ outcome }) => outcome)).toEqual(['done', 'nothing', 'done', 'done']);
  const refused = result.matches.find(({ ticketId }) => ticketId !== id);
  expect(refused?.effects.map(({ outcome }) => outcome)).toEqual(['done', 'nothing', 'refused', 'done']);
  expect(await state()).toBe(before);
});

it('calls an address outside, signed as policies sign, with one id however often it is tried', async () => {
  const heard: { headers: http.IncomingHttpHeaders; body: string }[] = [];
  const ears = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(200).end();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => ears.listen(port, '127.0.0.1', resolve));
  const rule = await decree(lead, { name: 'Roep', terms: { actions: [{ kind: 'webhook', url: `http://127.0.0.1:${port}/` }] } });
  const { id } = await aTicket(app, account, { from: 'buiten@klant.test' });
  await eventually(() => heard.length === 1, 'it was called');
  const { secret } = (await shop.owner.get('/api/sla/webhook-secret')).as(slaWebhookSecret);
  const [call] = heard;
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(call?.headers['x-balie-signature'])) ?? [];
  expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${call?.body}`).digest('hex'));
  const body = ruleWebhook.parse(JSON.parse(call?.body ?? ''));
  expect(body).toMatchObject({ type: 'rule.fired', rule: { id: rule.id, name: 'Roep' }, when: 'created', ticket: { id } });
  expect(call?.headers['x-balie-delivery']).toBe(body.id);
  await new Promise((resolve) => ears.close(resolve));
});
