import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RuleTerms } from '@balie/shared/contracts/rules.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { MISSED_NORM, TICKETS_FOR_RULES } from '../src/modules/rules/testing/many-tickets.ts';
import { eventually } from './support/eventually.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const TICKETS = 200;
/** All that waits is due within this time, in which processes are killed. */
const SECONDS = 3;
const KILLS = 3;
/** Each with a norm that is missed. */
const HOUSES = 25;

let database: TestDatabase;
let dataDir: string;
let eye: pg.Client;
let environment: Record<string, string>;
const servers = new Set<ServerProcess>();
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-rules-'));
  environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, BALIE_LOG_LEVEL: 'silent' };
  // Past the fences, for this looks at everything.
  eye = new pg.Client({ connectionString: database.url });
  await eye.connect();
});
afterAll(async () => {
  await Promise.all([...servers].map((server) => server.signal('SIGKILL')));
  await eye.end();
  await database.drop();
  await fs.rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  servers.add(await ServerProcess.start(environment));
}
async function killOne(): Promise<void> {
  const victim = [...servers][Math.floor(Math.random() * servers.size)];
  if (!victim) return;
  servers.delete(victim);
  await victim.signal('SIGKILL');
  // As if the minute were over for which the dead one had taken the norms upon itself.
  await eye.query(`update norm_settings set looked_at = looked_at - interval '1 minute'`);
}
async function count(sql: string): Promise<number> {
  const { rows } = await eye.query<{ count: number }>(`select count(*)::int as count from ${sql}`);
  return rows[0]?.count ?? 0;
}
/** An organisation with somebody to tell. */
async function aHouse(): Promise<{ id: string; shopId: string; accountId: string; contactId: string }> {
  const [id, shopId, accountId, contactId, lead] = [newId(), newId(), newId(), newId(), newId()];
  await eye.query(`insert into organisations (id, name) values ($1, 'Klompen')`, [id]);
  await eye.query(`insert into shops (id, organisation_id, name) values ($2, $1, 'Klompen')`, [id, shopId]);
  await eye.query(`insert into contacts (id, organisation_id, name) values ($2, $1, 'Jan')`, [id, contactId]);
  await eye.query(
    `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($3, $1, $2, 'email', 'Info', 'info@klompen.test', 'paused')`,
    [id, shopId, accountId],
  );
  await eye.query(`insert into agents (id, organisation_id, email, name, role, password_hash) values ($2, $1, $3, 'Lies', 'lead', 'x')`, [
    id,
    lead,
    `${lead}@klompen.test`,
  ]);
  return { id, shopId, accountId, contactId };
}
async function aRuleFor(organisationId: string, position: number, terms: RuleTerms): Promise<string> {
  const id = newId();
  await eye.query(
    `insert into rules (id, organisation_id, name, active, active_since, position, terms, created_at, updated_at)
     values ($1, $2, $3, true, now() - interval '1 day', $4, $5, now(), now())`,
    [id, organisationId, `Regel ${position}`, position, JSON.stringify(terms)],
  );
  return id;
}

it('does what each rule says once, and tells of each norm once, whichever process is killed in the middle of it', async () => {
  const [house, ...others] = await Promise.all(Array.from({ length: HOUSES }, () => aHouse()));
  if (!house) throw new Error('There is no house');
  const base = { conditions: { how: 'all' as const, items: [] }, stop: false };
  const note = (text: string) => [
    { kind: 'note' as const, text },
    { kind: 'notify' as const, who: 'leads' as const },
  ];
  const created = await aRuleFor(house.id, 1, { ...base, when: [{ kind: 'created' }], actions: note('Nieuw') });
  const waits = { kind: 'time_passed' as const, since: 'created' as const, minutes: 60, hours: 'calendar' as const };
  const waited = await aRuleFor(house.id, 2, { ...base, when: [waits], actions: note('Gewacht') });
  for (const { id, shopId, accountId, contactId } of [house, ...others])
    await eye.query(MISSED_NORM, [id, shopId, accountId, contactId, newId()]);

  await Promise.all([start(), start()]);
  const first = new Date(Date.now() + 500);
  await eye.query(TICKETS_FOR_RULES, [house.id, house.shopId, house.accountId, house.contactId, TICKETS, first, SECONDS, waited]);

  const starting: Promise<void>[] = [];
  for (let round = 1; round <= KILLS; round++) {
    const share = Math.floor((2 * TICKETS * round) / (KILLS + 2));
    await eventually(async () => (await count('rule_runs')) >= share, `${share} times a rule did something`);
    await killOne();
    // The last time both are gone for a while, so that some is due while nobody is there.
    if (round === KILLS) await killOne();
    starting.push(start());
  }
  await Promise.all(starting);
  await eventually(async () => (await count('outbox_events')) === 0, 'all is told');
  await eventually(async () => (await count('rule_timers where due_at is not null')) === 0, 'nothing waits any more');
  await eventually(async () => (await count(`norm_alerts where step = 'broken'`)) === HOUSES, 'each norm is told of');
  await eventually(async () => (await count('outbox_events')) === 0, 'all is told, again');

  for (const [rule, text] of [
    [created, 'Nieuw'],
    [waited, 'Gewacht'],
  ]) {
    expect(await count(`rule_runs where rule_id = '${rule}' and outcome = 'fired'`)).toBe(TICKETS);
    expect(await count(`(select distinct ticket_id from messages where direction = 'note' and text = '${text}') t`)).toBe(TICKETS);
    expect(await count(`messages where direction = 'note' and text = '${text}'`)).toBe(TICKETS);
    expect(await count(`activities where type = 'rule_fired' and data->'rule'->>'id' = '${rule}'`)).toBe(TICKETS);
  }
  expect(await count(`rule_runs where outcome <> 'fired'`)).toBe(0);
  expect(await count(`notifications where kind = 'rule'`)).toBe(2 * TICKETS);
  expect(await count('norm_alerts')).toBe(2 * HOUSES);
  expect(await count(`notifications where kind = 'norm' and norm->>'step' = 'broken'`)).toBe(HOUSES);
  // One mail and one word in the console for each lead, of the step that goes furthest.
  expect(
    await count(
      `graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'mail-norm-alert'`,
    ),
  ).toBe(HOUSES);
});
