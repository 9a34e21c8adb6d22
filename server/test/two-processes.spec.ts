import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

/** A mailbox whose process was killed is read by the other one within this time. */
const TAKEN_OVER_WITHIN_MS = 30_000;
const MAILS_PER_KILL = 30;

let dovecot: DovecotServer;
let database: TestDatabase;
let dataDir: string;
let environment: Record<string, string>;
let eye: pg.Client;
const servers = new Set<ServerProcess>();
beforeAll(async () => {
  [dovecot, database] = await Promise.all([startDovecot(), createTestDatabase()]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-two-'));
  environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, BALIE_MAIL_POLL_SECONDS: '5', BALIE_LOG_LEVEL: 'error' };
  // Past the fences, for this looks at everything.
  eye = new pg.Client({ connectionString: database.url });
  await eye.connect();
});
afterAll(async () => {
  await Promise.all([...servers].map((server) => server.signal('SIGKILL')));
  await eye.end();
  await Promise.all([dovecot.stop(), database.drop()]);
  await fs.rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  const server = await ServerProcess.start(environment);
  servers.add(server);
  return server;
}
async function kill(server: ServerProcess): Promise<void> {
  await server.signal('SIGKILL');
  servers.delete(server);
}
/** Which of them has the mailbox; by the process id in the name of the lease's holder. */
async function puller(): Promise<ServerProcess | undefined> {
  const { rows } = await eye.query<{ holder: string }>(`select holder from leases where name like 'mailbox:%' and expires_at > now()`);
  const pid = Number(rows[0]?.holder.split(':')[1]);
  return [...servers].find((server) => server.pid === pid);
}
async function taken(): Promise<Map<string, number>> {
  const { rows } = await eye.query<{ external_id: string; times: number }>(
    `select external_id, count(*)::int as times from messages where direction = 'inbound' group by 1`,
  );
  return new Map(rows.map(({ external_id, times }) => [external_id, times]));
}
const deliver = (id: string) => dovecot.deliver(MAILBOX.address, customerMail(id, { subject: id, from: `${id.split('@')[0]}@klant.test` }));

it('moves a mailbox from a process that was killed to the other, both ways, and loses and doubles nothing', async () => {
  const first = await start();
  await openShop(first.url, dovecot);
  await start();
  let count = 0;
  for (let round = 0; round < 2; round++) {
    expect(servers.size).toBe(2);
    const victim = await eventually(puller, 'one of them has the mailbox');
    expect(await dovecot.connections(MAILBOX.address)).toBe(1);

    // Killed in the middle of what comes in.
    const ids = Array.from({ length: MAILS_PER_KILL }, (_, index) => `mail-${round}-${index}@klant.test`);
    const flowing = (async () => {
      for (const id of ids) await deliver(id);
    })();
    await eventually(async () => (await taken()).size > count, 'mail comes in');
    await kill(victim);
    const killedAt = performance.now();
    await flowing;
    await deliver(`na-${round}@klant.test`);
    await eventually(async () => (await taken()).has(`na-${round}@klant.test`), 'the other process reads on', TAKEN_OVER_WITHIN_MS);
    expect(performance.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    expect(await puller()).toBe([...servers][0]);

    count += MAILS_PER_KILL + 1;
    await eventually(async () => (await taken()).size === count, 'all mail is in');
    if (round === 0) await start();
  }
  const inbound = await taken();
  expect([...inbound].filter(([, times]) => times !== 1)).toEqual([]);
  expect(inbound.size).toBe(2 * (MAILS_PER_KILL + 1));
  const { rows: unfinished } = await eye.query(`select id, state, reason from raw_messages where state <> 'done'`);
  expect(unfinished).toEqual([]);
});
