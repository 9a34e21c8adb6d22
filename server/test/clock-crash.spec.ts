import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { RUNNING_CLOCKS } from '../src/modules/sla/testing/running-clocks.ts';
import { eventually } from './support/eventually.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const CLOCKS = 1_000;
/** All of them are due within this time, in which processes are killed. */
const SECONDS = 4;
const KILLS = 2;

let database: TestDatabase;
let dataDir: string;
let eye: pg.Client;
let environment: Record<string, string>;
const servers = new Set<ServerProcess>();
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-clocks-'));
  environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, BALIE_LOG_LEVEL: 'error' };
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
}
async function count(sql: string): Promise<number> {
  const { rows } = await eye.query<{ count: number }>(`select count(*)::int as count from ${sql}`);
  return rows[0]?.count ?? 0;
}

it('tells each warning and each breach once, whichever process is killed in the middle of it', async () => {
  await Promise.all([start(), start()]);
  const [organisation, shop, account, contact] = [newId(), newId(), newId(), newId()];
  await eye.query(`insert into organisations (id, name) values ($1, 'Klompen')`, [organisation]);
  await eye.query(`insert into shops (id, organisation_id, name) values ($2, $1, 'Klompen')`, [organisation, shop]);
  await eye.query(`insert into contacts (id, organisation_id, name) values ($2, $1, 'Jan')`, [organisation, contact]);
  await eye.query(
    `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($3, $1, $2, 'email', 'Info', 'info@klompen.test', 'paused')`,
    [organisation, shop, account],
  );
  const first = new Date(Date.now() + 2_000);
  await eye.query(RUNNING_CLOCKS, [organisation, shop, account, contact, CLOCKS, first, SECONDS]);

  const starting: Promise<void>[] = [];
  for (let round = 1; round <= KILLS; round++) {
    const share = Math.floor((CLOCKS * round) / (KILLS + 2));
    await eventually(async () => (await count(`activities where type = 'sla_breached'`)) >= share, `${share} breaches are told`);
    await killOne();
    // The last time both are gone for a while, so that some fall due while nobody is there.
    if (round === KILLS) await killOne();
    starting.push(start());
  }
  await eventually(async () => (await count('sla_clocks where next_signal_at is not null')) === 0, 'all is told');

  await Promise.all(starting);

  const { rows } = await eye.query<{ type: string; tickets: number; told: number }>(
    `select type, count(distinct ticket_id)::int as tickets, count(*)::int as told from activities group by type order by type`,
  );
  expect(rows).toEqual([
    { type: 'sla_breached', tickets: CLOCKS, told: CLOCKS },
    { type: 'sla_warned', tickets: CLOCKS, told: CLOCKS },
  ]);
  expect(await count(`sla_clocks where state = 'breached' and warned_at is not null and breached_at > due_at`)).toBe(CLOCKS);
  expect(await count(`tickets where is_pressing and deadline->>'state' = 'breached'`)).toBe(CLOCKS);
  // What is told late is what nobody could tell in time, and says so.
  expect(await count(`sla_clocks where not late and breached_at > due_at + interval '6 seconds'`)).toBe(0);
});
