import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { type Rule, type RuleTerms, rule, ruleList } from '@balie/shared/contracts/rules.ts';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { messageReceived } from '../tickets/public.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { happening } from './happenings.ts';
import { RuleActions } from './rule-actions.ts';
import { MOST_PER_HOUR } from './rule-brake.ts';
import { Rules } from './rules.ts';
import { RunRules } from './run-rules.ts';
import { aRule, decree, runsOf } from './testing/rule-for.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let lead: SignedInColleague;
let agent: SignedInColleague;
const team = newId();

beforeAll(async () => {
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  lead = await aColleague(app, { organisationId: shop.id, role: 'lead' });
  agent = await aColleague(app, { organisationId: shop.id });
  await asOrganisation(app, shop.id, (tx) =>
    tx.query(`insert into teams (id, organisation_id, name) values ($1, $2, 'Retouren')`, [team, shop.id]),
  );
});
afterEach(async () => {
  for (const { id } of (await lead.get('/api/rules')).as(ruleList).items) await lead.del(`/api/rules/${id}`);
});
afterAll(() => app.stop());

const see = (id: string) => seeTicket(app, shop.id, id);
const all = (...items: RuleTerms['conditions']['items']): RuleTerms['conditions'] => ({ how: 'all', items });
const contains = (...values: string[]) => ({ field: 'subject' as const, op: 'contains' as const, values });
/** Until nothing is told any more: then what did not happen will not. */
const quiet = () =>
  eventually(async () => (await asOrganisation(app, shop.id, (tx) => tx.query('select from outbox_events'))).length === 0, 'all was told');
const ran = (one: Rule, times: number) => eventually(async () => (await runsOf(lead, one)).length >= times, `${one.name} ran`);

it('does what it says to a new ticket whose conditions hold, and tells why', async () => {
  const one = await decree(lead, {
    name: 'Retouren',
    terms: {
      conditions: all(contains('ruilen', 'retour'), {
        how: 'any',
        items: [
          { field: 'priority', op: 'is', values: ['urgent'] },
          { field: 'status', op: 'is', values: ['open'] },
        ],
      }),
      actions: [
        { kind: 'assign_team', teamId: team },
        { kind: 'assign_agent', agentId: agent.id },
        { kind: 'add_tags', tags: ['retour'] },
        { kind: 'priority', to: 'high' },
        { kind: 'note', text: 'Vraag {{customer.firstName}} om het retourformulier.' },
        { kind: 'notify', who: 'leads' },
      ],
    },
  });
  const { id } = await aTicket(app, account, { from: 'ruil@klant.test', subject: 'Ik wil ruilen' });
  const other = await aTicket(app, account, { from: 'ander@klant.test', subject: 'Waar blijft het' });
  await ran(one, 1);
  await quiet();
  const { ticket, messages, activities } = await see(id);
  expect(ticket).toMatchObject({ teamId: team, assigneeId: agent.id, tags: ['retour'], priority: 'high', lastDirection: 'inbound' });
  expect(messages.at(-1)).toMatchObject({ direction: 'note', nature: 'automatic', text: 'Vraag Jan om het retourformulier.' });
  expect(activities.find(({ type }) => type === 'rule_fired')?.data).toMatchObject({ rule: { id: one.id, name: 'Retouren' } });
  const [run, ...more] = await runsOf(lead, one);
  expect(more).toEqual([]);
  expect(run).toMatchObject({ ticketId: id, when: 'created', outcome: 'fired' });
  expect(run?.checked.map(({ held }) => held)).toEqual([true, false, true]);
  expect(run?.effects.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
  expect((await see(other.id)).ticket).toMatchObject({ teamId: null, tags: [], priority: 'normal' });
  const told = (await lead.get('/api/notifications')).as(notificationPage).items.filter(({ kind }) => kind === 'rule');
  expect(told.map(({ ticket }) => ticket?.id)).toEqual([id]);
});

it('goes in order, and looks at none below one that says stop', async () => {
  const first = await decree(lead, { name: 'Eerst', terms: { conditions: all(contains('spoed')), stop: true } });
  const second = await decree(lead, { name: 'Dan', terms: { actions: [{ kind: 'add_tags', tags: ['later'] }] } });
  const { id } = await aTicket(app, account, { from: 'een@klant.test', subject: 'Spoed' });
  const plain = await aTicket(app, account, { from: 'twee@klant.test', subject: 'Rustig' });
  await ran(second, 1);
  await ran(first, 1);
  await quiet();
  expect((await see(id)).ticket.tags).toEqual(['nieuw']);
  expect((await see(plain.id)).ticket.tags).toEqual(['later']);

  const ordered = await lead.put('/api/rules/order', { ids: [second.id, first.id] });
  expect(ordered.as(ruleList).items.map(({ name }) => name)).toEqual(['Dan', 'Eerst']);
  expect((await lead.put('/api/rules/order', { ids: [second.id] })).code).toBe('rule_order_outdated');
  const next = await aTicket(app, account, { from: 'drie@klant.test', subject: 'Spoed' });
  await ran(first, 2);
  expect((await see(next.id)).ticket.tags).toEqual(['later', 'nieuw']);
});

it('sees what a rule above it did to the ticket', async () => {
  await decree(lead, { terms: { actions: [{ kind: 'add_tags', tags: ['vip'] }] } });
  const one = await decree(lead, {
    terms: { conditions: all({ field: 'tags', op: 'any', values: ['vip'] }), actions: [{ kind: 'priority', to: 'urgent' }] },
  });
  const { id } = await aTicket(app, account, { from: 'vip@klant.test' });
  await ran(one, 1);
  expect((await see(id)).ticket.priority).toBe('urgent');
});

it('is set off once by the same thing, however often and by how many it is told', async () => {
  const one = await decree(lead, { terms: { when: [{ kind: 'message_in' }], actions: [{ kind: 'note', text: 'Gezien' }] } });
  const { id, messageId } = await aTicket(app, account, { from: 'dubbel@klant.test' });
  await ran(one, 1);
  const again = { ticketId: id, messageId, activityIds: [], created: true, silent: false, nature: 'personal' as const };
  await inOrganisation(shop.id, () =>
    app.app.get(UnitOfWork).run(async (tx) => {
      for (let told = 0; told < 3; told += 1) await app.app.get(Outbox).add(tx, messageReceived, again);
    }),
  );
  await quiet();
  // As two processes at the same time would.
  const happened = happening('message_in', id, 'in:twee-tegelijk', { messageId });
  await inOrganisation(shop.id, async () => {
    const rules = await app.app.get(UnitOfWork).read((reader) => app.app.get(Rules).active(reader));
    await Promise.all(Array.from({ length: 5 }, () => app.app.get(RunRules).execute(happened, rules)));
  });
  expect(await runsOf(lead, one)).toHaveLength(2);
  expect((await see(id)).messages.filter(({ direction }) => direction === 'note')).toHaveLength(2);
});

it('hears of answers, statuses, labels and owners; and of nothing while it is switched off', async () => {
  const rules: Rule[] = [];
  for (const kind of ['status_changed', 'assigned', 'priority_changed', 'message_in'] as const) {
    const actions = [{ kind: 'add_tags' as const, tags: [kind.replace('_', '-')] }];
    rules.push(await decree(lead, { name: kind, terms: { when: [{ kind }], actions } }));
  }
  const tagged = await decree(lead, {
    terms: { when: [{ kind: 'tag_added', tags: ['klacht'] }], actions: [{ kind: 'assign_team', teamId: team }] },
  });
  const off = await decree(lead, { active: false, terms: { actions: [{ kind: 'add_tags', tags: ['nooit'] }] } });
  const { id } = await aTicket(app, account, { from: 'alles@klant.test' });
  await agent.patch(`/api/tickets/${id}`, { changes: { status: 'pending', assigneeId: agent.id, priority: 'low', addTags: ['klacht'] } });
  for (const one of [...rules, tagged]) await ran(one, 1);
  await quiet();
  expect((await see(id)).ticket).toMatchObject({
    teamId: team,
    tags: ['assigned', 'klacht', 'message-in', 'priority-changed', 'status-changed'],
  });
  expect(await runsOf(lead, off)).toEqual([]);
  expect((await lead.get('/api/rules')).as(ruleList).items.map(({ fired }) => fired)).toEqual([1, 2, 1, 1, 1, 0]);
});

it('leaves history alone', async () => {
  const one = await decree(lead);
  const old = await receive(app, account, { from: 'oud@klant.test', silent: true });
  const { id } = await aTicket(app, account, { from: 'nieuw@klant.test' });
  await ran(one, 1);
  await quiet();
  expect((await see(id)).ticket.tags).toEqual(['nieuw']);
  expect((await see(old.ticketId)).ticket.tags).toEqual([]);
});

it('does not go round in circles: what a rule does sets off others, never itself', async () => {
  const toPending = await decree(lead, {
    name: 'Wacht',
    terms: {
      when: [{ kind: 'status_changed' }, { kind: 'created' }],
      conditions: all({ field: 'status', op: 'is', values: ['open'] }),
      actions: [{ kind: 'status', to: 'pending' }],
    },
  });
  const toOpen = await decree(lead, {
    name: 'Open',
    terms: {
      when: [{ kind: 'status_changed' }],
      conditions: all({ field: 'status', op: 'is', values: ['pending'] }),
      actions: [{ kind: 'status', to: 'open' }],
    },
  });
  const { id } = await aTicket(app, account, { from: 'kring@klant.test' });
  await ran(toPending, 2);
  await quiet();
  expect((await runsOf(lead, toPending)).map(({ outcome }) => outcome)).toEqual(['braked', 'fired']);
  expect((await runsOf(lead, toPending))[0]?.reason).toContain('circles');
  expect((await runsOf(lead, toOpen)).map(({ outcome }) => outcome)).toEqual(['fired']);
  expect((await see(id)).ticket.status).toBe('open');
});

it('switches itself off when it runs wild, and leads hear of it', async () => {
  const one = await decree(lead, { name: 'Wild', terms: { when: [{ kind: 'message_in' }], actions: [{ kind: 'note', text: 'Weer' }] } });
  const { id } = await aTicket(app, account, { from: 'wild@klant.test', externalId: 'wild@id' });
  await ran(one, 1);
  await asOrganisation(app, shop.id, (tx) =>
    tx.query(
      `insert into rule_runs (id, organisation_id, rule_id, ticket_id, key, happened, outcome, checked, effects, created_at)
       select gen_random_uuid(), organisation_id, rule_id, ticket_id, 'eerder:' || n, happened, outcome, checked, effects, created_at
         from rule_runs, generate_series(2, $2) n where rule_id = $1`,
      [one.id, MOST_PER_HOUR],
    ),
  );
  await receive(app, account, { from: 'wild@klant.test', references: ['wild@id'] });
  const off = await eventually(async () => {
    const [found] = (await lead.get('/api/rules')).as(ruleList).items;
    return found?.active === false && found;
  }, 'it is switched off');
  expect(off.switchedOff?.ticketId).toBeDefined();
  await quiet();
  const told = (await lead.get('/api/notifications')).as(notificationPage).items.filter(({ kind }) => kind === 'rule_stopped');
  expect(told).toHaveLength(1);
  // Whoever switches it on again has read that.
  const { name, terms } = off;
  expect((await lead.put(`/api/rules/${one.id}`, { name, terms, active: true })).as(rule).switchedOff).toBeNull();
  expect((await see(id)).messages.filter(({ direction }) => direction === 'note')).toHaveLength(1);
});

it('goes on without one that breaks, and tells that it broke', async () => {
  const broken = await decree(lead, {
    name: 'Stuk',
    terms: {
      actions: [
        { kind: 'add_tags', tags: ['half'] },
        { kind: 'snooze', hours: 1 },
      ],
    },
  });
  const sound = await decree(lead, { name: 'Heel' });
  const actions = app.app.get(RuleActions);
  const execute = actions.execute.bind(actions);
  jest.spyOn(actions, 'execute').mockImplementation((tx, acting) => {
    if (acting.rule.id === broken.id && acting.index === 1) throw new Error('It broke');
    return execute(tx, acting);
  });
  const { id } = await aTicket(app, account, { from: 'stuk@klant.test' });
  await ran(sound, 1);
  expect((await see(id)).ticket).toMatchObject({ tags: ['nieuw'], status: 'open' });
  expect(await runsOf(lead, broken)).toMatchObject([{ outcome: 'failed', effects: [] }]);
  expect(await runsOf(lead, sound)).toMatchObject([{ outcome: 'fired' }]);
});

it('is made and changed by leads; names are unique, and what it names must be there', async () => {
  expect((await agent.get('/api/rules')).status).toBe(403);
  expect((await agent.post('/api/rules', aRule())).status).toBe(403);
  const one = await decree(lead, { name: 'Eén' });
  expect((await lead.post('/api/rules', aRule({ name: 'EÉN' }))).code).toBe('rule_name_taken');
  const elsewhere = aRule({ terms: { actions: [{ kind: 'assign_team', teamId: newId() }] } });
  expect((await lead.post('/api/rules', elsewhere)).status).toBe(404);
  expect((await lead.put(`/api/rules/${newId()}`, aRule())).status).toBe(404);
  const saved = (await lead.put(`/api/rules/${one.id}`, aRule({ name: 'Twee', active: false }))).as(rule);
  expect(saved).toMatchObject({ id: one.id, name: 'Twee', active: false });
  expect((await lead.del(`/api/rules/${one.id}`)).status).toBe(204);
});
