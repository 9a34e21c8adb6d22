import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { ApiClient, type LiveSocket } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop, signIn } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import { RedisServer } from './support/redis-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

/** Two processes serve the console, a third does the work behind it; Redis carries what one knows to the others. */

/** What colleagues of one process see of each other, colleagues of two may see a little later, not more. */
const AT_ONCE_MS = 5_000;

let redis: RedisServer;
let dovecot: DovecotServer;
let database: TestDatabase;
let dataDir: string;
let one: ServerProcess;
let other: ServerProcess;
let worker: ServerProcess;
let owner: ApiClient;
const sockets: LiveSocket[] = [];
beforeAll(async () => {
  [redis, dovecot, database] = await Promise.all([RedisServer.start(), startDovecot(), createTestDatabase()]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-redis-'));
  const environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, BALIE_MAIL_POLL_SECONDS: '5', REDIS_URL: redis.url };
  one = await ServerProcess.start({ ...environment, BALIE_ROLE: 'web' });
  [other, worker] = await Promise.all([
    ServerProcess.start({ ...environment, BALIE_ROLE: 'all' }),
    ServerProcess.launch({ ...environment, BALIE_ROLE: 'worker', BALIE_ALLOW_PRIVATE_HOSTS: 'true', BALIE_LOG_LEVEL: 'warn' }),
  ]);
  ({ owner } = await openShop(one.url, dovecot));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
  await Promise.all([one, other, worker].map((server) => server.signal('SIGKILL')));
  await Promise.all([redis.stop(), dovecot.stop(), database.drop()]);
  await fs.rm(dataDir, { recursive: true, force: true });
});

type Name = keyof ServerToClientEvents;

/** A colleague's browser at one of the processes, with what it hears. */
async function at(server: ServerProcess) {
  const client = await signIn(server.url);
  const socket = await client.openSocket();
  sockets.push(socket);
  const heard: { event: string; data: unknown }[] = [];
  socket.onAny((event: string, data: unknown) => heard.push({ event, data }));
  const count = (event: Name, holds: (data: never) => boolean = () => true) =>
    heard.filter((each) => each.event === event && holds(each.data as never)).length;
  return { client, socket, count };
}
const isOf = (id: string, priority: string) => (event: { ticket: { id: string; priority: string } }) =>
  event.ticket.id === id && event.ticket.priority === priority;
async function aTicket(subject: string): Promise<string> {
  await dovecot.deliver(MAILBOX.address, customerMail(`${crypto.randomUUID()}@klant.test`, { subject }));
  const ticket = await eventually(async () => (await ticketsOf(owner)).find((each) => each.subject === subject), 'the mail is a ticket');
  return ticket.id;
}
const setPriority = async (client: ApiClient, id: string, priority: string) =>
  expect((await client.patch(`/api/tickets/${id}`, { changes: { priority } })).status).toBe(200);

it('tells colleagues at either process at once, and once, what the other and the worker do', async () => {
  const [here, there] = [await at(one), await at(other)];
  const id = await aTicket('Over de grens');
  for (const { count } of [here, there]) await eventually(() => count('ticket.changed') > 0, 'the mail is heard of', AT_ONCE_MS);
  for (const [from, priority] of [
    [here, 'high'],
    [there, 'low'],
  ] as const) {
    await setPriority(from.client, id, priority);
    for (const { count } of [here, there]) {
      await eventually(() => count('ticket.changed', isOf(id, priority)) > 0, `${priority} is heard of`, AT_ONCE_MS);
    }
  }
  // A second telling would have come with what came after it.
  for (const { count } of [here, there]) expect(count('ticket.changed', isOf(id, 'high'))).toBe(1);
});

it('shows who is at a ticket, and who types, whatever process they are connected to', async () => {
  const id = await aTicket('Wie kijkt mee');
  const [here, there] = [await at(one), await at(other)];
  const is = (state: string) => (event: { ticketId: string; state: string }) => event.ticketId === id && event.state === state;
  for (const state of ['viewing', 'typing', 'gone'] as const) {
    here.socket.emit('presence', { ticketId: id, state });
    await eventually(() => there.count('presence', is(state)) === 1, state, AT_ONCE_MS);
    expect(here.count('presence', is(state))).toBe(1);
  }
});

it('knows at both who is there when a ticket is opened', async () => {
  const id = await aTicket('Er is al iemand');
  const here = await at(one);
  const invitation = (await owner.post('/api/invitations', { email: 'kim@winkel.test', role: 'agent' })).body as { link: string };
  const colleague = new ApiClient(other.url);
  const accepted = { name: 'Kim', password: 'nog een lang wachtwoord', locale: 'nl' };
  expect((await colleague.post(`/api/invitations/by-token/${invitation.link.split('/').at(-1)}/accept`, accepted)).status).toBeLessThan(
    300,
  );
  here.socket.emit('presence', { ticketId: id, state: 'typing' });
  await eventually(
    async () => (await colleague.get(`/api/tickets/${id}`)).as(ticketDetail).presence.some(({ state }) => state === 'typing'),
    'the colleague is shown',
    AT_ONCE_MS,
  );
});

it('ends a session everywhere', async () => {
  const elsewhere = await at(other);
  expect((await owner.del('/api/me/sessions')).status).toBeLessThan(300);
  await eventually(() => elsewhere.count('session.ended') === 1 && elsewhere.socket.disconnected, 'the connection ends', AT_ONCE_MS);
});

it('goes on without Redis, says so once, and makes up for it when Redis is back', async () => {
  const id = await aTicket('Redis valt uit');
  const [here, there] = [await at(one), await at(other)];
  // In the middle of traffic.
  const storm = setInterval(() => here.socket.emit('presence', { ticketId: id, state: 'typing' }), 2);
  await redis.kill();
  await eventually(() => [one, other, worker].every(({ output }) => output.includes('Redis cannot be reached')), 'it is said');
  for (const { client, count } of [here, there]) {
    let changes = 0;
    const heard = () => count('ticket.changed', isOf(id, 'urgent')) + count('ticket.changed', isOf(id, 'low'));
    const before = heard();
    await eventually(
      async () => {
        // Any process may come to deliver it, and tells its own people: sooner or later it is the one that it was done at.
        await setPriority(client, id, changes++ % 2 === 0 ? 'urgent' : 'low');
        return heard() > before;
      },
      'the own process hears at once',
      AT_ONCE_MS,
    );
  }
  clearInterval(storm);

  await redis.launch();
  for (const { count } of [here, there]) await eventually(() => count('updates.missed') > 0, 'to read again');
  await setPriority(there.client, id, 'high');
  for (const { count } of [here, there]) {
    await eventually(() => count('ticket.changed', isOf(id, 'high')) === 1, 'both hear again', AT_ONCE_MS);
  }
  for (const { output } of [one, other, worker]) {
    expect(output.match(/Redis cannot be reached/g)).toHaveLength(1);
    expect(output.match(/Redis is back/g)).toHaveLength(1);
  }
  expect(here.socket.connected && there.socket.connected).toBe(true);
});

it('starts without Redis, finds it later, and ends in an orderly way', async () => {
  await redis.kill();
  const environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, REDIS_URL: redis.url, BALIE_ROLE: 'web' };
  const late = await ServerProcess.start(environment);
  expect(late.output).toContain('Redis cannot be reached');
  await redis.launch();
  await eventually(() => late.output.includes('Redis is back'), 'it finds Redis');
  const ended = await late.signal('SIGTERM');
  expect(ended.output).not.toContain('could not end');
  expect(ended.code).toBe(0);
});
