import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chatSession } from '@balie/shared/contracts/chat.ts';
import { type PersonalRow, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import type { Socket } from 'socket.io-client';
import { ChatShop } from '../src/channels/chat/testing/chat-shop.ts';
import { ApiClient } from '../test/support/api-client.ts';
import { compiledServer } from '../test/support/compiled-server.ts';
import { eventually } from '../test/support/eventually.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { startBare } from './chat/bare.ts';
import { type Crowd, connected, fanOut, inGroups, type Place } from './chat/crowd.ts';
import { Durations } from './console/percentiles.ts';
import { memoryOf } from './memory-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';

export const name = 'Chat: 1,000 visitors, 100 agents';

const VISITORS = 1_000;
const AGENTS = 100;
/** Agents who look at each visitor while the fan-out is measured. */
const LISTENERS = 10;
const TIMES = 10;
const KEYS = 1_000;
const MESSAGES = 300;
const MESSAGES_PER_SECOND = 10;
const SITE = 'https://www.lampen.test';

export async function run(report: Report): Promise<void> {
  await compiledServer();
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-chat-'));
  await fs.chmod(dataDir, 0o755);
  // Each visitor comes from an address of their own, as a proxy in front would tell.
  const server = await ServerProcess.start({ BALIE_DATA_DIR: dataDir, BALIE_TRUST_PROXY: 'true' });
  const crowds: Crowd[] = [];
  try {
    const owner = new ApiClient(server.url);
    const names = { organisationName: 'Lampen', shopName: 'Lampen', name: 'Sanne', locale: 'nl' };
    await owner.post('/api/setup', { ...names, email: 'sanne@lampen.test', password: 'een lang wachtwoord' });
    const shop = await ChatShop.open(owner);
    const crowd = await openChats(server.url, owner, shop);
    crowds.push(crowd);
    const tickets = await ticketsOf(owner);

    report({ figure: 'A visitor’s key until an agent hears of it', ...(await keys(crowd, tickets)) });
    report({
      figure: 'Memory of the server (PSS, without PostgreSQL)',
      value: await memory(server.pid, dataDir),
      limit: '',
      goal: '< 500 MB',
    });
    const { asked, answered, round } = await conversations(crowd, tickets, owner);
    report({
      figure: `A visitor’s message until it stands in the agent’s ticket (${MESSAGES_PER_SECOND}/s)`,
      value: `${asked}`,
      limit: '',
      goal: '',
    });
    report({ figure: 'The agent’s answer until the visitor has it', value: `${answered}`, limit: '', goal: '' });
    report({ figure: 'Both together, stored on the way and back', value: `${round}`, limit: '', goal: '' });

    await joinAll(crowd, LISTENERS);
    const bare = await startBare();
    const bareCrowd = await bareChats(bare.url, crowd);
    crowds.push(bareCrowd);
    await joinAll(bareCrowd, LISTENERS);
    // Turn and turn about: whoever comes first meets a colder machine.
    const rates = { ours: [] as number[], bare: [] as number[] };
    for (let turn = 0; turn < 3; turn++) {
      rates.bare.push(await fanOut(bareCrowd, TIMES, LISTENERS));
      rates.ours.push(await fanOut(crowd, TIMES, LISTENERS));
      // The limit on what a visitor may send counts in stretches of 20 seconds.
      await delay(turn === 0 ? 0 : 1_000);
    }
    bare.stop();
    const [ours, limit] = [Math.max(...rates.ours), Math.max(...rates.bare)];
    report({
      figure: `Told a second, each to ${LISTENERS} agents`,
      value: `${ours.toFixed(0)} (${((100 * ours) / limit).toFixed(0)}%)`,
      limit: `${limit.toFixed(0)} by bare socket.io`,
      goal: '≥ 70%',
    });
    report({ figure: 'Memory after all of that', value: await memory(server.pid, dataDir), limit: '', goal: '< 500 MB' });
  } finally {
    for (const crowd of crowds) crowd.close();
    await server.signal('SIGTERM');
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

/** Every visitor has asked something: as many tickets. */
async function openChats(url: string, owner: ApiClient, { key }: ChatShop): Promise<Crowd> {
  const places = await inGroups(Array.from({ length: VISITORS }), async (_none, index): Promise<Place> => {
    const headers = { origin: SITE, 'x-forwarded-for': `10.${index >> 8}.${index & 255}.1` };
    const body = JSON.stringify({ page: { url: `${SITE}/${index}` }, language: 'nl' });
    const answer = await fetch(`${url}/api/chat/${key}/sessions`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    const { visitorToken } = chatSession.parse(await answer.json());
    const visitor = await connected(`${url}/chat`, { auth: { key, visitorToken }, extraHeaders: headers });
    const said = await visitor.emitWithAck('message', { clientId: randomUUID(), text: `vraag ${index}` });
    if (!said.ok) throw new Error(`A question was refused: ${said.code}`);
    return { id: '', visitor };
  });
  const agents = await inGroups(Array.from({ length: AGENTS }), () => connected(url, { extraHeaders: { cookie: owner.cookie } }));
  const rows = await ticketsOf(owner);
  const ids = new Map<number, string>();
  await inGroups([...rows.values()], async ({ id, subject }) => {
    const { replyTo } = (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
    ids.set(Number(subject.split(' ')[1]), replyTo.to[0]?.address ?? '');
  });
  const named = places.map(({ visitor }, index) => ({ id: ids.get(index) ?? '', visitor }));
  return { places: named, agents, close: () => closeAll([...named.map(({ visitor }) => visitor), ...agents]) };
}

async function bareChats(url: string, { places }: Crowd): Promise<Crowd> {
  const named = await inGroups(places, async ({ id }) => ({ id, visitor: await connected(`${url}/chat`, { auth: { visitorId: id } }) }));
  const agents = await inGroups(Array.from({ length: AGENTS }), () => connected(url, {}));
  return { places: named, agents, close: () => closeAll([...named.map(({ visitor }) => visitor), ...agents]) };
}

/** Every visitor is looked at by so many agents. */
async function joinAll({ places, agents }: Crowd, listeners: number): Promise<void> {
  await inGroups(places, async ({ id }, index) => {
    for (let nr = 0; nr < listeners; nr++) {
      await agents[(index * listeners + nr) % agents.length]?.emitWithAck('join', { room: 'visitor', id });
    }
  });
}

/** By the visitor's number. */
async function ticketsOf(owner: ApiClient): Promise<Map<number, PersonalRow>> {
  return eventually(
    async () => {
      const found = new Map<number, PersonalRow>();
      for (let cursor = ''; ; ) {
        const page = (await owner.get(`/api/views/open/tickets?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).body as {
          items: PersonalRow[];
          nextCursor: string | null;
        };
        for (const row of page.items) found.set(Number(row.subject.split(' ')[1]), row);
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      return found.size === VISITORS && found;
    },
    'a ticket for each visitor',
    60_000,
  );
}

/** A key in the widget until the agent is told that somebody types, and the same the other way. */
async function keys({ places, agents }: Crowd, tickets: ReadonlyMap<number, PersonalRow>) {
  const [there, back] = [new Durations(), new Durations()];
  for (let nr = 0; nr < KEYS; nr++) {
    const index = (nr * 7) % places.length;
    const place = places[index];
    const agent = agents[nr % agents.length];
    const ticketId = tickets.get(index)?.id;
    if (!place || !agent || !ticketId) throw new Error('Nobody is there');
    await agent.emitWithAck('join', { room: 'visitor', id: place.id });
    const start = performance.now();
    await heard(
      agent,
      'visitor.typing',
      ({ visitorId }) => visitorId === place.id,
      () => place.visitor.emit('typing', { typing: true }),
    );
    there.add(performance.now() - start);
    const answered = heard(
      place.visitor,
      'typing',
      (face) => face !== null,
      () => agent.emit('presence', { ticketId, state: 'typing', toCustomer: true }),
    );
    await answered;
    back.add(performance.now() - start);
    agent.emit('presence', { ticketId, state: 'gone' });
    agent.emit('leave', { room: 'visitor', id: place.id });
  }
  return { value: `${there}; with the agent’s key back ${back}`, limit: '', goal: 'p99 ≤ 100 ms' };
}

/** Questions come at a steady pace, whatever becomes of those before; each is answered as soon as an agent has it. */
async function conversations({ places, agents }: Crowd, tickets: ReadonlyMap<number, PersonalRow>, owner: ApiClient) {
  const [asked, answered, round] = [new Durations(), new Durations(), new Durations()];
  const one = async (nr: number) => {
    const index = (nr * 3) % places.length;
    const [place, agent, ticket] = [places[index], agents[nr % agents.length], tickets.get(index)];
    if (!place || !agent || !ticket) throw new Error('Nobody is there');
    await agent.emitWithAck('join', { room: 'ticket', id: ticket.id });
    const text = `nog een vraag ${nr}`;
    const start = performance.now();
    const packet = { clientId: randomUUID(), text };
    await heard(
      agent,
      'message.changed',
      ({ message }) => message?.text === text,
      () => place.visitor.emit('message', packet, () => undefined),
    );
    asked.add(performance.now() - start);
    const reply = {
      idempotencyKey: randomUUID(),
      html: `<p>antwoord ${nr}</p>`,
      to: [{ address: place.id, name: '' }],
      thenStatus: 'open',
    };
    const from = performance.now();
    await heard(
      place.visitor,
      'message',
      ({ text: said }) => said === `antwoord ${nr}`,
      () => void owner.post(`/api/tickets/${ticket.id}/replies`, reply),
    );
    answered.add(performance.now() - from);
    round.add(performance.now() - start);
  };
  const running: Promise<void>[] = [];
  for (let nr = 0; nr < MESSAGES; nr++) {
    running.push(one(nr));
    await delay(1_000 / MESSAGES_PER_SECOND);
  }
  await Promise.all(running);
  return { asked, answered, round };
}

type Told = Readonly<Record<string, string>> & { readonly message?: { readonly text: string } };

function heard(socket: Socket, event: string, isIt: (data: Told) => boolean, then: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${event} was not heard`)), 20_000);
    const hear = (data: Told) => {
      if (!isIt(data)) return;
      clearTimeout(late);
      socket.off(event, hear);
      resolve();
    };
    socket.on(event, hear);
    then();
  });
}

async function memory(pid: number, dataDir: string): Promise<string> {
  const all = await memoryOf(pid);
  // Where PostgreSQL is a child of the server it is left out.
  const database = await memoryOf(await postgresPid(dataDir));
  const both = await memoryOf(pid, await postgresPid(dataDir));
  return `${(both - all < 1 ? all - database : all).toFixed(0)} MB`;
}

function closeAll(sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.close();
}
