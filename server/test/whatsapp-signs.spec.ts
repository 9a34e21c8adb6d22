import { randomUUID } from 'node:crypto';
import type { Message } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CustomerMarks } from '../src/channels/core/customer-marks.ts';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { WritingAgents } from '../src/modules/tickets/public.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';
import { WhatsAppShop } from './support/whatsapp-shop.ts';

const clock = new TestClock();
let graph: FakeGraph;
let app: TestApp;
let owner: SignedInColleague;
let shop: WhatsAppShop;
let ticketId: string;
beforeAll(async () => {
  graph = await FakeGraph.start();
  app = await startTestApp({ BALIE_WHATSAPP_API_URL: graph.apiUrl }, clock);
  ({ owner } = await aFoundedOrganisation(app));
  shop = await WhatsAppShop.open(owner, graph);
  await write('Waar is mijn lamp?');
  ticketId = await eventually(async () => (await rowsOf<{ id: string }>('select id from tickets'))[0]?.id, 'a ticket');
});
beforeEach(() => {
  graph.mood = 'accept';
  graph.taken.length = 0;
  graph.marks.length = 0;
});
afterAll(async () => {
  await app.stop();
  await graph.stop();
});

const rowsOf = <Row>(sql: string): Promise<Row[]> => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql));
const settled = () =>
  eventually(async () => (await rowsOf(`select from raw_messages where state = 'pending'`)).length === 0, 'all is taken in');
/** The customer writes, at the time that the test has. */
async function write(body: string, more: object = {}): Promise<string> {
  const message = shop.message({ type: 'text', text: { body }, ...more }, clock.now().getTime() / 1000);
  await shop.deliver(message);
  await settled();
  return String(message['id']);
}
const messageOf = async (text: string): Promise<Message> => {
  const found = (await shop.messages(ticketId)).find((message) => message.text === text);
  if (!found) throw new Error(`No message "${text}"`);
  return found;
};

beforeAll(async () => {
  await shop.once(ticketId, await shop.answer(ticketId, 'Ook hier'), 'sent');
});

describe('signs', () => {
  const react = (id: string, emoji: string | null) => owner.put(`/api/messages/${id}/reaction`, { emoji });
  const ours = async (text: string) => (await messageOf(text)).reactions.find(({ by }) => by === 'us');

  it('of ours reach the customer’s message, can be another, and can be taken back', async () => {
    const wamid = await write('Gelukt!');
    const { id } = await messageOf('Gelukt!');
    expect((await react(id, '👍')).status).toBe(200);
    await eventually(async () => (await ours('Gelukt!'))?.state === 'sent', 'the sign is there');
    await react(id, '❤️');
    await eventually(async () => graph.taken.length === 2 && (await ours('Gelukt!'))?.state === 'sent', 'the other is there');
    await react(id, null);
    await eventually(() => graph.taken.length === 3, 'it is taken back');
    expect(await ours('Gelukt!')).toBeUndefined();
    expect(graph.taken.map(({ body }) => body['reaction'])).toEqual([
      { message_id: wamid, emoji: '👍' },
      { message_id: wamid, emoji: '❤️' },
      { message_id: wamid, emoji: '' },
    ]);
  });

  it('are refused where there are none: on our own words, for what is no emoji, and after the window', async () => {
    const { id } = await messageOf('Ook hier');
    expect(await react(id, '👍')).toMatchObject({ status: 409, code: 'no_reactions_here' });
    const theirs = await messageOf('Gelukt!');
    expect((await react(theirs.id, 'leuk')).status).toBe(400);
    clock.advance({ minutes: 24 * 60 + 1 });
    expect(await react(theirs.id, '👍')).toMatchObject({ status: 409, code: 'reply_window_closed' });
  });

  it('of the customer stand with our answer, the last one alone, and go away again', async () => {
    await write('Daar ben ik weer');
    const answered = await shop.answer(ticketId, 'Welkom terug');
    await shop.once(ticketId, answered, 'sent');
    const [taken] = graph.taken;
    const count = (await shop.messages(ticketId)).length;
    for (const emoji of ['👍', '😀']) {
      await shop.deliver(shop.message({ type: 'reaction', reaction: { message_id: taken?.id, emoji } }, clock.now().getTime() / 1000));
      await settled();
      expect((await messageOf('Welkom terug')).reactions).toMatchObject([{ by: 'customer', emoji }]);
    }
    await shop.deliver(shop.message({ type: 'reaction', reaction: { message_id: taken?.id } }, clock.now().getTime() / 1000));
    await settled();
    expect((await messageOf('Welkom terug')).reactions).toEqual([]);
    expect((await shop.messages(ticketId)).length).toBe(count);
  });
});

describe('answers that refer to a message', () => {
  it('say so to Meta, and the customer’s stand with what they refer to', async () => {
    const wamid = await write('Welke maat?');
    const { id } = await messageOf('Welke maat?');
    await shop.once(ticketId, await shop.answer(ticketId, 'Maat 42', { quotesId: id }), 'sent');
    await shop.once(ticketId, await shop.answer(ticketId, 'Zonder'), 'sent');
    expect(graph.taken.map(({ body }) => body['context'])).toEqual([{ message_id: wamid }, undefined]);
    expect((await messageOf('Maat 42')).quoted).toMatchObject({ messageId: id, text: 'Welke maat?', direction: 'inbound' });
    await write('Die bedoel ik', { context: { id: graph.taken[0]?.id } });
    expect((await messageOf('Die bedoel ik')).quoted).toMatchObject({ text: 'Maat 42', direction: 'outbound' });
  });

  it('refer to nothing outside their ticket', async () => {
    const refused = await shop.tryAnswer(ticketId, 'x', { quotesId: randomUUID() });
    expect(refused).toMatchObject({ status: 422, code: 'quoted_elsewhere' });
  });
});

describe('that a message was read', () => {
  it('is told to the customer once, and not at all when the owner wants it so', async () => {
    const first = await write('Leest iemand dit?');
    await owner.post(`/api/tickets/${ticketId}/read`);
    await eventually(() => graph.marks.length > 0, 'Meta hears of it');
    await owner.post(`/api/tickets/${ticketId}/read`);
    await owner.patch(`/api/channel-accounts/${shop.account.id}`, { tellsReading: false });
    await write('En dit?');
    await owner.post(`/api/tickets/${ticketId}/read`);
    await eventually(async () => (await rowsOf('select from outbox_events')).length === 0, 'everybody heard of it');
    await app.app.get(CustomerMarks).settled();
    await owner.patch(`/api/channel-accounts/${shop.account.id}`, { tellsReading: true });
    const last = await write('En dit dan?');
    await owner.post(`/api/tickets/${ticketId}/read`);
    await eventually(() => graph.marks.some(({ messageId }) => messageId === last), 'Meta hears of the last');
    expect(graph.marks).toEqual([
      { messageId: first, typing: false },
      { messageId: last, typing: false },
    ]);
  });
});

describe('that somebody writes', () => {
  it('is shown to the customer by who answers them, again only after a while', async () => {
    const wamid = await write('Zie ik iemand typen?');
    const writers = app.app.get(WritingAgents);
    const answering = () => writers.tell({ organisationId: owner.organisationId, ticketId, agentId: owner.id, writing: true });
    for (let times = 0; times < 3; times++) answering();
    await app.app.get(CustomerMarks).settled();
    expect(graph.marks).toEqual([{ messageId: wamid, typing: true }]);
    clock.advance({ seconds: 20 });
    answering();
    await app.app.get(CustomerMarks).settled();
    expect(graph.marks).toHaveLength(2);
    graph.mood = 'down';
    clock.advance({ seconds: 20 });
    answering();
    await app.app.get(CustomerMarks).settled();
    graph.mood = 'accept';
    await shop.once(ticketId, await shop.answer(ticketId, 'Ja'), 'sent');
  });
});
