import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { CONTACTS, envelope } from '../src/channels/whatsapp/testing/meta-caller.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';
import { WhatsAppShop } from './support/whatsapp-shop.ts';

/** What goes wrong at Meta for a while: nothing is lost by it, nothing is sent twice, and the owner reads what it is. */

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
  await shop.deliver(shop.say('Waar is mijn lamp?'));
  ticketId = await eventually(async () => (await rowsOf<{ id: string }>('select id from tickets'))[0]?.id, 'a ticket');
});
beforeEach(() => {
  graph.mood = 'accept';
  graph.taken.length = 0;
});
afterAll(async () => {
  await app.stop();
  await graph.stop();
});

const rowsOf = <Row>(sql: string): Promise<Row[]> => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql));
const account = async (): Promise<ChannelAccount> => {
  const [found] = (await owner.get('/api/channel-accounts')).as(page(channelAccount)).items;
  if (!found) throw new Error('No account');
  return found;
};
/** The queue keeps the database's time: what is due by our clock is due now. */
const hurry = () => rowsOf('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
/** What Meta is asked until this is so. */
const sentAfter = async (messageId: string) => {
  await eventually(async () => {
    const found = (await shop.messages(ticketId)).find(({ id }) => id === messageId);
    if (found?.delivery.state === 'sent') return true;
    await hurry();
    return false;
  }, 'it is sent');
};

it('an hour of errors delays an answer, tells the owner, and ends by itself', async () => {
  graph.mood = 'down';
  const id = await shop.answer(ticketId, 'Een uur later');
  await shop.once(ticketId, id, 'queued', /does not answer properly/);
  for (let minutes = 0; minutes < 60; minutes += 20) {
    clock.advance({ minutes: 20 });
    const before = graph.requests.length;
    await eventually(async () => graph.requests.length > before || hurry().then(() => false), 'Meta is asked again');
    // Before the clock goes on: the next attempt is counted from when this one is written down.
    await eventually(async () => {
      const { nextAttemptAt } = (await shop.once(ticketId, id, 'queued')).delivery;
      return nextAttemptAt !== null && new Date(nextAttemptAt) > clock.now();
    }, 'it waits for the next attempt');
  }
  expect(await account()).toMatchObject({ status: 'retrying', lastErrorCode: 'whatsapp_down', lastError: expect.stringMatching(/\w/) });
  graph.mood = 'accept';
  clock.advance({ minutes: 60 });
  await sentAfter(id);
  expect(graph.taken).toHaveLength(1);
  await eventually(async () => (await account()).status === 'connected', 'it works again');
});

it('too many messages for Meta hold the whole number, blame none of them, and each leaves once', async () => {
  graph.mood = 'throttled';
  const ids = [await shop.answer(ticketId, 'Een'), await shop.answer(ticketId, 'Twee')];
  for (const id of ids) {
    await eventually(
      async () => (await shop.messages(ticketId)).find((message) => message.id === id)?.delivery.waitsFor === 'provider',
      'it waits for Meta',
    );
  }
  const [held] = (await shop.messages(ticketId)).filter(({ id }) => id === ids[0]);
  expect(held?.delivery).toMatchObject({ state: 'queued', attempts: 0, reason: expect.stringMatching(/no more messages/) });
  graph.mood = 'accept';
  clock.advance({ minutes: 61 });
  for (const id of ids) await sentAfter(id);
  expect(graph.taken.map(({ body }) => (body['text'] as { body: string }).body)).toEqual(['Een', 'Twee']);
});

it('too many for one customer wait a little, and others do not', async () => {
  graph.mood = 'pair-limited';
  const id = await shop.answer(ticketId, 'Te veel achter elkaar');
  await shop.once(ticketId, id, 'queued', /too many in a short time/);
  expect((await account()).status).toBe('connected');
  graph.mood = 'accept';
  clock.advance({ minutes: 5 });
  await sentAfter(id);
  expect(graph.taken).toHaveLength(1);
});

it('a wrong app secret refuses every call and says so; the right one takes in what Meta sends again', async () => {
  const wrong = 'f'.repeat(32);
  const path = `/api/channels/whatsapp/numbers/${shop.account.id}`;
  expect((await owner.patch(path, { accessToken: '', appSecret: wrong })).status).toBe(200);
  const call = envelope({ contacts: CONTACTS, messages: [shop.say('Met het verkeerde geheim')] });
  // What was known of the account counts for a second.
  await eventually(async () => (await graph.meta.call(call)) === 403, 'it is refused');
  const refused = await eventually(async () => {
    const found = await account();
    return found.lastErrorCode === 'signature_invalid' && found;
  }, 'the owner can read it');
  expect(refused.lastError).toMatch(/secret/);
  await owner.patch(path, { accessToken: '', appSecret: graph.appSecret });
  await eventually(async () => (await graph.meta.call(call)) === 200, 'Meta sends it again');
  await eventually(async () => (await account()).status === 'connected', 'it works again');
  const said = async () => (await shop.messages(ticketId)).filter(({ text }) => text === 'Met het verkeerde geheim');
  await eventually(async () => (await said()).length > 0, 'it is there');
  expect(await said()).toHaveLength(1);
});
