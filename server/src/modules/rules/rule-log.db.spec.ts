import { ruleRunPage } from '@balie/shared/contracts/rules.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation } from '../tickets/testing/look.ts';
import { LOG_DAYS, RuleHousekeeping } from './rule-housekeeping.ts';
import { decree, runsOf } from './testing/rule-for.ts';

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp({}, clock);
  house = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, house);
});
afterAll(() => app.stop());

const countOf = async (table: 'rule_runs' | 'rule_answers') => {
  const [row] = await asOrganisation(app, house.id, (tx) => tx.query<{ count: number }>(`select count(*)::int as count from ${table}`));
  return row?.count;
};

it('tells whoever reads a ticket what rules did to it, and no more of a webhook than its host', async () => {
  const one = await decree(house.owner, {
    name: 'Melden',
    terms: {
      actions: [
        { kind: 'add_tags', tags: ['gemeld'] },
        { kind: 'webhook', url: 'https://haak.test/geheim-adres?sleutel=1' },
      ],
    },
  });
  const agent = await aColleague(app, { organisationId: house.id });
  const { id } = await aTicket(app, account, { from: 'een@klant.test' });
  const other = await aTicket(app, account, { from: 'twee@klant.test' });
  await eventually(async () => (await runsOf(house.owner, one)).length === 2, 'the rule ran on both');
  const answer = await agent.get(`/api/tickets/${id}/rule-runs`);
  expect(answer.as(ruleRunPage)).toMatchObject({
    items: [{ ruleId: one.id, ruleName: 'Melden', ticketId: id, outcome: 'fired', when: 'created' }],
    nextCursor: null,
  });
  expect(JSON.stringify(answer.body)).toContain('https://haak.test');
  expect(JSON.stringify(answer.body)).not.toContain('geheim');
  expect((await agent.get(`/api/tickets/${other.id}/rule-runs`)).as(ruleRunPage).items.map((run) => run.ticketId)).toEqual([other.id]);
  expect((await agent.get(`/api/tickets/${newId()}/rule-runs`)).status).toBe(404);
  // The log of the whole house is for leads.
  expect((await agent.get(`/api/rules/runs?ticketId=${id}`)).status).toBe(403);
  await house.owner.del(`/api/rules/${one.id}`);
});

it('forgets what rules did longer ago than anybody asks, in steps, and nothing that is younger', async () => {
  const one = await decree(house.owner, { name: 'Merken' });
  const { id } = await aTicket(app, account, { from: 'drie@klant.test' });
  await eventually(async () => (await runsOf(house.owner, one)).length === 1, 'the rule ran');
  const old = 5_001;
  const before = new Date(clock.now().getTime() - (LOG_DAYS * 86_400 + 60) * 1_000);
  await asOrganisation(app, house.id, async (tx) => {
    await tx.query(
      `insert into rule_runs (id, organisation_id, rule_id, ticket_id, key, happened, outcome, checked, effects, created_at)
       select gen_random_uuid(), $1, $2, $3, 'oud:' || n, 'created', 'fired', '[]', '[]', $4 from generate_series(1, $5::int) n`,
      [house.id, one.id, id, before, old],
    );
    await tx.query(
      `insert into rule_answers (rule_id, organisation_id, channel_account_id, address, at)
       values ($1, $2, $3, 'oud@klant.test', $4), ($1, $2, $3, 'nieuw@klant.test', $5)`,
      [one.id, house.id, account.id, before, clock.now()],
    );
  });
  expect(await countOf('rule_runs')).toBe(old + 1);
  await app.app.get(RuleHousekeeping).sweep();
  expect(await runsOf(house.owner, one)).toMatchObject([{ ticketId: id, outcome: 'fired' }]);
  expect(await countOf('rule_runs')).toBe(1);
  expect(await countOf('rule_answers')).toBe(1);
  await app.app.get(RuleHousekeeping).sweep();
  expect(await countOf('rule_runs')).toBe(1);
});
