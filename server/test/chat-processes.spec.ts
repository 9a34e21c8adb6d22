import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ChatShop } from '../src/channels/chat/testing/chat-shop.ts';
import { VisitorBrowser } from '../src/channels/chat/testing/visitor-browser.ts';
import { ApiClient, type LiveSocket } from './support/api-client.ts';
import { signIn } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { RedisServer } from './support/redis-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

/** Two visitors and two agents, spread over two processes, whose connections are cut in the middle of what they say. */

// Below what a visitor may say in 20 seconds.
const EACH = 12;
const CUT_EVERY = 4;

let redis: RedisServer;
let database: TestDatabase;
let dataDir: string;
let one: ServerProcess;
let other: ServerProcess;
let owner: ApiClient;
let shop: ChatShop;
const sockets: LiveSocket[] = [];
const browsers: VisitorBrowser[] = [];
beforeAll(async () => {
  [redis, database] = await Promise.all([RedisServer.start(), createTestDatabase()]);
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-chat-two-'));
  const environment = { DATABASE_URL: database.url, BALIE_DATA_DIR: dataDir, REDIS_URL: redis.url, BALIE_TRUST_PROXY: 'true' };
  one = await ServerProcess.start(environment);
  other = await ServerProcess.start(environment);
  owner = new ApiClient(one.url);
  const names = { organisationName: 'De Lampenwinkel', shopName: 'De Lampenwinkel', name: 'Sanne de Vries', locale: 'nl' };
  const made = await owner.post('/api/setup', { ...names, email: 'sanne@winkel.test', password: 'een lang wachtwoord' });
  expect(made.status).toBe(201);
  shop = await ChatShop.open(owner);
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  for (const browser of browsers) browser.close();
  await Promise.all([one, other].map((server) => server.signal('SIGKILL')));
  await Promise.all([redis.stop(), database.drop()]);
  await fs.rm(dataDir, { recursive: true, force: true });
});

/** Says it again over a new connection, at the other process, until it is acknowledged. */
async function sayForSure(browser: VisitorBrowser, text: string, elsewhere: string): Promise<void> {
  const clientId = randomUUID();
  const saying = browser.say(text, { clientId }).catch(() => undefined);
  // Cut while it is on its way: whether it came, nobody knows.
  browser.close();
  void saying;
  await browser.reconnect(elsewhere);
  expect(await browser.say(text, { clientId })).toMatchObject({ ok: true });
}

it('loses nothing and says nothing twice, whoever is cut off when', async () => {
  const urls = [one.url, other.url];
  const people = await Promise.all(
    [0, 1].map(async (nr) => {
      const browser = new VisitorBrowser(urls[nr] ?? '', shop.key, { address: `10.0.0.${nr + 1}` });
      browsers.push(browser);
      await browser.start();
      await browser.connect();
      await browser.say(`begin ${nr}`);
      const ticket = await shop.ticketWith(`begin ${nr}`);
      // The agent is at the other process.
      const agent = await signIn(urls[1 - nr] ?? '');
      const socket = await agent.openSocket();
      sockets.push(socket);
      const seen = new Map<string, string>();
      socket.on('message.changed', ({ message }) => void seen.set(message.id, message.text));
      await socket.emitWithAck('join', { room: 'ticket', id: ticket.id });
      return { nr, browser, ticket, agent, seen };
    }),
  );

  await Promise.all(
    people.flatMap(({ nr, browser, ticket, agent }) => [
      (async () => {
        for (let line = 0; line < EACH; line++) {
          const text = `vraag ${nr}.${line}`;
          if (line % CUT_EVERY === CUT_EVERY - 1) await sayForSure(browser, text, urls[(line / CUT_EVERY) & 1] ?? one.url);
          else expect(await browser.say(text)).toMatchObject({ ok: true });
          // As fast as people are allowed to be.
          await new Promise((resolve) => setImmediate(resolve));
        }
      })(),
      (async () => {
        for (let line = 0; line < EACH; line++) await shop.answer(ticket.id, `antwoord ${nr}.${line}`, agent);
      })(),
    ]),
  );

  for (const { nr, browser, ticket, seen } of people) {
    const asked = Array.from({ length: EACH }, (_, line) => `vraag ${nr}.${line}`);
    const answered = Array.from({ length: EACH }, (_, line) => `antwoord ${nr}.${line}`);
    const texts = await eventually(async () => {
      const found = await shop.texts(ticket.id);
      return found.length >= 1 + 2 * EACH && found;
    }, 'everything is in the ticket');
    expect(texts.toSorted()).toEqual([`begin ${nr}`, ...asked, ...answered].toSorted());
    expect(texts.filter((text) => text.startsWith('vraag'))).toEqual(asked);
    await eventually(() => answered.every((text) => browser.heard.some((message) => message.text === text)), 'the visitor has all answers');
    const fromShop = browser.heard.filter(({ from }) => from === 'shop').map(({ text }) => text);
    expect(fromShop.toSorted()).toEqual(answered.toSorted());
    // What was said in one tab the others know, each once, in the order in which it was kept.
    const { messages } = await browser.sync(null);
    expect(messages.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    await eventually(() => new Set(seen.values()).size === 2 * EACH, 'the agent at the other process saw all of it live');
  }
});

it('tells a visitor at one process what is done at the other: who types, what was read, and that they are not welcome', async () => {
  const browser = await VisitorBrowser.open(one.url, shop.key, { address: '10.0.0.9' });
  browsers.push(browser);
  await browser.say('Ben je daar?');
  const { id } = await shop.ticketWith('Ben je daar?');
  const agent = await signIn(other.url);
  const socket = await agent.openSocket();
  sockets.push(socket);
  socket.emit('presence', { ticketId: id, state: 'typing', toCustomer: true });
  await eventually(() => browser.typing.some((face) => face?.name === 'Sanne de Vries'), 'the visitor sees her type');
  await agent.post(`/api/tickets/${id}/read`);
  await eventually(() => browser.changes.some(({ state }) => state === 'read'), 'the visitor sees that it was read');
  const [{ address: visitorId = '' } = {}] = (await shop.messages(id))
    .map(({ from }) => from ?? undefined)
    .filter((from) => from !== undefined);
  const gone = new Promise((resolve) => browser.live.once('disconnect', resolve));
  expect((await agent.put(`/api/chat-visitors/${visitorId}/blocked`, { blocked: true })).status).toBe(200);
  await gone;
});
