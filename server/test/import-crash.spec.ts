import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { importRun } from '@balie/shared/contracts/imports.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { type ApiClient } from './support/api-client.ts';
import { MAILBOX, openShop, signIn } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { act, anImport, archived, ended } from './support/imports.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const MAILS = 900;
const KILLS = 3;
let dovecot: DovecotServer;
let database: TestDatabase;
let dataDir: string;
let server: ServerProcess;
let eye: pg.Client;
beforeAll(async () => {
  dovecot = await startDovecot();
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  database = await createTestDatabase();
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-import-'));
  server = await ServerProcess.start({ DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir });
  eye = new pg.Client({ connectionString: database.url });
  await eye.connect();
});
afterAll(async () => {
  await server.signal('SIGKILL');
  await eye.end();
  await Promise.all([dovecot.stop(), database.drop()]);
  await fs.rm(dataDir, { recursive: true, force: true });
});

/** Conversations of three mails: a question, our answer, thanks. */
function mails({ address }: Pick<ChannelAccount, 'address'>): string {
  return Array.from({ length: MAILS / 3 }, (_, nr) => {
    const customer = `klant${nr}@klant.test`;
    const re = (id: string) => [`In-Reply-To: <${id}>`];
    return [
      archived(`vraag-${nr}@klant.test`, { from: customer, to: address, subject: `Vraag ${nr}` }),
      archived(`antwoord-${nr}@winkel.test`, {
        from: address,
        to: customer,
        at: '2019-05-06T11:00:00Z',
        headers: re(`vraag-${nr}@klant.test`),
      }),
      archived(`dank-${nr}@klant.test`, {
        from: customer,
        to: address,
        at: '2019-05-06T12:00:00Z',
        headers: re(`antwoord-${nr}@winkel.test`),
      }),
    ].join('');
  }).join('');
}

async function made(owner: ApiClient, id: string): Promise<number> {
  return (await owner.get(`/api/imports/${id}`)).as(importRun).made;
}

it(`brings each of ${MAILS} mails in once, and counts each once, when it is killed ${KILLS} times on the way`, async () => {
  let { owner } = await openShop(server.url, dovecot);
  const { items } = (await owner.get('/api/channel-accounts')).body as { items: unknown[] };
  const account = channelAccount.parse(items[0]);
  const { id } = await anImport(owner, 'mail', account.id, [{ name: 'archief.mbox', contents: mails(account) }]);
  await act(owner, id, 'start');
  for (let kill = 1; kill <= KILLS; kill++) {
    const client = owner;
    await eventually(async () => (await made(client, id)) >= (kill * MAILS) / (KILLS + 1), `part ${kill} is in`);
    await server.signal('SIGKILL');
    server = await ServerProcess.start({ DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir });
    owner = await signIn(server.url);
  }
  expect(await ended(owner, id)).toMatchObject({ state: 'finished', made: MAILS, known: 0, skipped: 0, failed: 0 });

  const { rows } = await eye.query(
    `select count(*)::int as messages, count(distinct external_id)::int as mails, count(distinct ticket_id)::int as tickets from messages`,
  );
  expect(rows).toEqual([{ messages: MAILS, mails: MAILS, tickets: MAILS / 3 }]);
  const { rows: states } = await eye.query(
    'select status, count(*)::int as count, min(message_count) as least, max(message_count) as most from tickets group by 1',
  );
  expect(states).toEqual([{ status: 'solved', count: MAILS / 3, least: 3, most: 3 }]);
  // Nothing left for anybody, and the uploaded file is thrown away.
  expect((await eye.query('select 1 from notifications')).rows).toEqual([]);
  expect((await eye.query('select 1 from outbox_events')).rows).toEqual([]);
  await eventually(
    async () =>
      (await fs.readdir(path.join(dataDir, 'files'), { recursive: true })).every((name) => !name.includes(id) || name.endsWith(id)),
    'the file is gone',
  );
});
