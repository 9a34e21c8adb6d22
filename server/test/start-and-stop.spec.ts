import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { type Ended, ServerProcess } from './support/server-process.ts';
import { freePort } from './support/test-app.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

jest.setTimeout(300_000);

const running = new Set<ServerProcess>();
let dir: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-start-'));
  await fs.chmod(dir, 0o755);
});
afterEach(async () => {
  await Promise.all([...running].map((server) => server.signal('SIGKILL')));
  running.clear();
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

async function start(environment: Record<string, string>, options?: { byStarter: boolean }): Promise<ServerProcess> {
  const server = await ServerProcess.start(environment, options);
  running.add(server);
  return server;
}
/** Starts what is expected to end by itself. */
async function fails(environment: Record<string, string>, options?: { byStarter: boolean }): Promise<Ended> {
  const server = await ServerProcess.launch(environment, options);
  running.add(server);
  return server.ended;
}
const isAlive = async (pid: number) => (await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X')).split(') ')[1]?.[0] !== 'X';
const lines = ({ output }: Ended) => output.trim().split('\n');

describe('says in one sentence why it does not start, and fails:', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['PORT', { BALIE_HOST: '127.0.0.1' }, 'its starter passes the code on', { byStarter: true }],
    ['BALIE_SMTP_LISTEN_PORT', { BALIE_SMTP_LISTEN_HOST: '127.0.0.1', BALIE_SMTP_DOMAIN: 'in.shop.nl', PORT: '0' }, '', undefined],
  ])('the port of %s is taken', async (name, environment, _and, options) => {
    const taken = net.createServer().listen(await freePort(), '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as net.AddressInfo;
    const all = { DATABASE_URL: database.url, BALIE_DATA_DIR: dir, BALIE_LOG_LEVEL: 'warn', ...environment, [name]: String(port) };
    const ended = await fails(all, options);
    taken.close();
    expect(ended.code).toBe(1);
    expect(lines(ended).slice(-1)).toEqual([expect.stringMatching(`ort ${port} .*is in use.* set ${name} to another`)]);
    expect(ended.output).not.toContain('    at ');
  });

  it('the data folder cannot be made', async () => {
    const file = path.join(dir, 'no-folder');
    await fs.writeFile(file, '');
    const ended = await fails({ PORT: '0', BALIE_DATA_DIR: path.join(file, 'data') });
    expect(ended.code).toBe(1);
    expect(lines(ended)).toEqual([expect.stringMatching(`${file}/data cannot be made or written \\(ENOTDIR\\).*BALIE_DATA_DIR`)]);
  });

  it('the database does not answer; its password stays secret', async () => {
    const port = await freePort();
    const ended = await fails({ PORT: '0', DATABASE_URL: `postgres://me:hush@127.0.0.1:${port}/balie`, BALIE_DATA_DIR: dir });
    expect(ended.code).toBe(1);
    expect(lines(ended)).toEqual([expect.stringMatching(`127.0.0.1:${port}/balie cannot be reached.*ECONNREFUSED.*DATABASE_URL`)]);
    expect(ended.output).not.toContain('hush');
  });

  it('several variables are wrong, each is named at once', async () => {
    const ended = await fails({ PORT: '70000', DATABASE_URL: 'mysql://x/y', BALIE_LOG_LEVEL: 'loud', BALIE_UNDO_SECOND: '3' });
    expect(ended.code).toBe(1);
    for (const name of ['PORT', 'DATABASE_URL', 'BALIE_LOG_LEVEL', 'BALIE_UNDO_SECOND']) {
      expect(lines(ended).filter((line) => line.trim().startsWith(`${name}:`))).toHaveLength(1);
    }
  });
});

describe('with its own database', () => {
  const postgresPid = async (dataDir: string) => {
    const file = path.join(dataDir, 'postgres/postmaster.pid');
    return Number((await fs.readFile(file, 'utf8')).split('\n')[0]);
  };
  const serverPid = async (dataDir: string) => Number(await fs.readFile(path.join(dataDir, 'balie.pid'), 'utf8'));
  const firstRun = (server: ServerProcess) =>
    new ApiClient(server.url).post('/api/setup', {
      organisationName: 'De Lampenwinkel',
      shopName: 'De Lampenwinkel',
      name: 'Sanne',
      email: 'sanne@shop.nl',
      password: 'een lang wachtwoord',
      locale: 'nl',
    });
  const signIn = (server: ServerProcess) =>
    new ApiClient(server.url).post('/api/session', { email: 'sanne@shop.nl', password: 'een lang wachtwoord' });

  it('lives through orderly ends, a second start beside it, the end of its starter, and kill -9', async () => {
    const dataDir = path.join(dir, 'data');
    const first = await start({ BALIE_DATA_DIR: dataDir }, { byStarter: true });
    expect((await firstRun(first)).status).toBe(201);
    const firstServer = await serverPid(dataDir);

    const beside = await fails({ PORT: '0', BALIE_DATA_DIR: dataDir });
    expect(beside.code).toBe(1);
    expect(lines(beside)).toEqual([expect.stringMatching(`Another Balie \\(process ${firstServer}\\) already uses ${dataDir}`)]);
    expect((await signIn(first)).status).toBeLessThan(300);

    const firstPostgres = await postgresPid(dataDir);
    expect(await isAlive(firstPostgres)).toBe(true);
    expect(await first.signal('SIGTERM')).toMatchObject({ code: 0 });
    expect([await isAlive(firstServer), await isAlive(firstPostgres)]).toEqual([false, false]);

    const again = await start({ BALIE_DATA_DIR: dataDir }, { byStarter: true });
    const left = [await serverPid(dataDir), await postgresPid(dataDir)] as const;
    expect(await again.signal('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    await eventually(async () => !(await isAlive(left[0])), 'the server goes with its starter');
    expect(await isAlive(left[1])).toBe(false);

    const second = await start({ BALIE_DATA_DIR: dataDir });
    expect((await signIn(second)).status).toBeLessThan(300);
    const orphan = await postgresPid(dataDir);
    await second.signal('SIGKILL');
    expect(await isAlive(orphan)).toBe(true);

    const third = await start({ BALIE_DATA_DIR: dataDir });
    expect(await isAlive(orphan)).toBe(false);
    expect((await signIn(third)).status).toBeLessThan(300);
    const lastPostgres = await postgresPid(dataDir);
    expect(await third.signal('SIGTERM')).toMatchObject({ code: 0 });
    expect(await isAlive(lastPostgres)).toBe(false);
  });

  it('ends in an orderly way also while it starts', async () => {
    const dataDir = path.join(dir, 'early');
    const server = await ServerProcess.launch({ PORT: String(await freePort()), BALIE_DATA_DIR: dataDir, BALIE_LOG_LEVEL: 'warn' });
    running.add(server);
    const pid = await eventually(() => postgresPid(dataDir).catch(() => undefined), 'PostgreSQL runs');
    expect(await server.signal('SIGTERM')).toMatchObject({ code: 0 });
    expect(await isAlive(pid)).toBe(false);
  });
});

describe('with a reply on its way', () => {
  it('sends it to the end before it goes, once, and writes that down', async () => {
    const [dovecot, sink, database] = await Promise.all([startDovecot(), SmtpSink.start(), createTestDatabase()]);
    const eye = new pg.Client({ connectionString: database.url });
    await eye.connect();
    try {
      await dovecot.addUser(MAILBOX.address, MAILBOX.password);
      sink.behaviour = { kind: 'accept', afterMs: 2_000 };
      const server = await start({ DATABASE_URL: database.url, BALIE_DATA_DIR: path.join(dir, 'replies'), BALIE_UNDO_SECONDS: '0' });
      const smtpUser = { user: 'service@shop.nl', password: 'geheim' };
      const { owner } = await openShop(server.url, { imapPort: dovecot.imapPort, smtpPort: sink.port, smtpUser });
      await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
      const ticketId = await eventually(async () => (await eye.query<{ id: string }>('select id from tickets')).rows[0]?.id, 'a ticket');
      const reply = { idempotencyKey: randomUUID(), html: '<p>Komt eraan.</p>', to: [{ address: 'jan@klant.test', name: '' }] };
      expect((await owner.post(`/api/tickets/${ticketId}/replies`, reply)).status).toBe(201);
      await sink.hasRead('Komt eraan.');
      expect(sink.mails).toEqual([]);
      expect(await server.signal('SIGTERM')).toMatchObject({ code: 0 });
      expect(sink.mails).toHaveLength(1);
      const { rows } = await eye.query(`select delivery_state, attempts from messages where direction = 'outbound'`);
      expect(rows).toEqual([{ delivery_state: 'sent', attempts: 1 }]);
    } finally {
      await eye.end();
      await Promise.all([dovecot.stop(), sink.stop()]);
      await Promise.all([...running].map((server) => server.signal('SIGKILL')));
      await database.drop();
    }
  });
});
