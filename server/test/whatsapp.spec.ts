import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { contact } from '@balie/shared/contracts/contacts.ts';
import { failedMessagePage } from '@balie/shared/contracts/failed-messages.ts';
import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { whatsAppSettings, whatsAppTestResult } from '@balie/shared/contracts/whatsapp.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { CONTACTS, CUSTOMER, envelope, MetaCaller, newWamid } from '../src/channels/whatsapp/testing/meta-caller.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { connectionTo, WhatsAppShop } from './support/whatsapp-shop.ts';

let graph: FakeGraph;
let app: TestApp;
let owner: SignedInColleague;
let shop: WhatsAppShop;
let ticketId: string;
beforeAll(async () => {
  graph = await FakeGraph.start();
  app = await startTestApp({ BALIE_WHATSAPP_API_URL: graph.apiUrl });
  ({ owner } = await aFoundedOrganisation(app));
  shop = await WhatsAppShop.open(owner, graph);
  expect(await shop.deliver(shop.say('Waar is mijn lamp?'))).toBe(200);
  ticketId = await eventually(async () => (await ticketIds())[0], 'a ticket');
});
beforeEach(() => {
  graph.mood = 'accept';
  graph.tellsStatuses = false;
  graph.mediaDown = false;
  graph.taken.length = 0;
});
afterAll(async () => {
  await app.stop();
  await graph.stop();
});

const rowsOf = <Row>(sql: string): Promise<Row[]> => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql));
const ticketIds = async () => (await rowsOf<{ id: string }>('select id from tickets order by number')).map(({ id }) => id);
const texts = async () => (await shop.messages(ticketId)).filter(({ direction }) => direction === 'inbound').map(({ text }) => text);
/** Everything that was told has been looked at. */
const settled = () =>
  eventually(async () => (await rowsOf(`select from raw_messages where state = 'pending'`)).length === 0, 'nothing waits for intake');
const failures = async () => (await owner.get('/api/failed-messages')).as(failedMessagePage).items;
const accounts = async () => (await owner.get('/api/channel-accounts')).as(page(channelAccount)).items;

describe('connecting', () => {
  it('tries what the owner gives for real, and says what is wrong', async () => {
    const good = connectionTo(graph);
    const tried = (given: object) => owner.post('/api/channels/whatsapp/test', { ...good, ...given });
    expect((await tried({})).as(whatsAppTestResult)).toMatchObject({ ok: true, displayNumber: '+31 20 123 4567' });
    expect((await tried({ accessToken: 'something else' })).as(whatsAppTestResult)).toMatchObject({ ok: false, code: 'token_refused' });
    expect((await tried({ phoneNumberId: '123456789' })).as(whatsAppTestResult)).toMatchObject({ code: 'number_unknown' });
    expect((await tried({ businessAccountId: '123456789' })).as(whatsAppTestResult)).toMatchObject({ code: 'business_account_unknown' });
    const request = { ...good, accessToken: 'something else', shopId: shop.account.shopId, name: 'x' };
    expect(await owner.post('/api/channels/whatsapp/numbers', request)).toMatchObject({ status: 422, code: 'token_refused' });
    expect(graph.isSubscribed).toBe(true);
  });

  it('never shows a secret again', async () => {
    const shown = await owner.get(`/api/channels/whatsapp/numbers/${shop.account.id}`);
    const listed = await owner.get('/api/channel-accounts');
    for (const { text } of [shown, listed]) {
      expect(text).not.toContain(graph.accessToken);
      expect(text).not.toContain(graph.appSecret);
    }
  });

  it('answers Meta’s question at the address with the verify token alone', async () => {
    expect(await graph.meta.verify(shop.verifyToken, '42')).toMatchObject({ status: 200, text: '42' });
    expect(await graph.meta.verify('guessed', '42')).toMatchObject({ status: 403 });
    expect((await owner.get(`/api/channels/whatsapp/numbers/${shop.account.id}`)).as(whatsAppSettings).calledBack).toBe(true);
  });
});

describe('webhooks', () => {
  it('that are forged, tampered with or sent to a guessed address change nothing', async () => {
    const before = await rowsOf('select id from raw_messages');
    const body = MetaCaller.bytes(envelope({ contacts: CONTACTS, messages: [shop.say('Betaal terug')] }));
    expect(await graph.meta.post(body, undefined)).toBe(403);
    expect(await graph.meta.post(body, 'sha256=00')).toBe(403);
    expect(await graph.meta.post(body.replace('Betaal', 'Stuur'), graph.meta.sign(body))).toBe(403);
    const guessed = new MetaCaller(graph.appSecret);
    guessed.url = graph.meta.url.replace(/.{8}$/, 'aaaaaaaa');
    expect(await guessed.call(envelope({ messages: [shop.say('Hoi')] }))).toBe(404);
    expect(await rowsOf('select id from raw_messages')).toEqual(before);
  });

  it('with more than Meta ever sends are refused', async () => {
    expect(await graph.meta.call(' '.repeat(5 * 1024 * 1024))).toBe(413);
  });

  it('that repeat, in any order and all at once, bring each message once', async () => {
    const messages = ['een', 'twee', 'drie'].map((word) => shop.say(word));
    const [one = {}, two = {}, three = {}] = messages;
    const statuses = await Promise.all([
      shop.deliver(two, three),
      shop.deliver(one),
      shop.deliver(three, two, one),
      shop.deliver(one, two),
    ]);
    expect(statuses).toEqual([200, 200, 200, 200]);
    await settled();
    expect((await texts()).filter((text) => ['een', 'twee', 'drie'].includes(text)).toSorted()).toEqual(['drie', 'een', 'twee']);
    expect(await ticketIds()).toEqual([ticketId]);
  });

  it('keep what Meta escapes as the customer wrote it', async () => {
    await shop.deliver(shop.say('Héé, hallo 😀'));
    await settled();
    expect(await texts()).toContain('Héé, hallo 😀');
  });

  it('with one thing in them that nobody understands hold up nothing else', async () => {
    const nobody = { id: 'wamid.nobody', timestamp: '1', type: 'text', text: { body: 'van niemand' } };
    expect(
      await graph.meta.call(
        envelope(
          { messages: [7, nobody, { ...shop.say('ervoor') }], contacts: 'strange' },
          { statuses: [null, { id: 'wamid.foreign', status: 'read', timestamp: '5' }] },
          { contacts: CONTACTS, messages: [shop.say('erna'), { ...shop.message({}), type: 'hologram' }] },
          { errors: [{ code: 131000 }] },
        ),
      ),
    ).toBe(200);
    await settled();
    const seen = await texts();
    for (const text of ['ervoor', 'erna']) expect(seen).toContain(text);
    expect(seen.some((text) => text.includes('hologram'))).toBe(true);
    expect((await failures()).length).toBe(3); // 7, null, and the message of nobody.
  });

  it('that are signed and cannot be read at all are kept for people to look at', async () => {
    const before = (await failures()).length;
    expect(await graph.meta.call('{"object":"whatsapp_business')).toBe(200);
    expect((await failures()).length).toBe(before + 1);
  });

  it('bring files, and fetch by themselves later what cannot be had for now', async () => {
    graph.mediaDown = true;
    const photo = graph.keepsMedia(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'image/jpeg');
    await shop.deliver(shop.message({ type: 'image', image: { ...photo, caption: 'Zo ziet hij eruit' } }), shop.say('na de foto'));
    await settled();
    expect(await texts()).toContain('na de foto');
    expect(await texts()).not.toContain('Zo ziet hij eruit');
    graph.mediaDown = false;
    // The next attempt is planned; nobody need wait for its hour.
    const hurried = await rowsOf(`update graphile_worker._private_jobs set run_at = now() where key like 'retry-raw:%' returning id`);
    expect(hurried).toHaveLength(1);
    const shown = await eventually(
      async () => (await shop.messages(ticketId)).find(({ text }) => text === 'Zo ziet hij eruit'),
      'the photo arrives without anybody’s help',
    );
    expect(shown.attachments).toMatchObject([{ name: 'Foto.jpg', contentType: 'image/jpeg' }]);
  });

  it('know one customer by number, by user id, and by the number after it changed', async () => {
    const { from: _from, ...hidden } = shop.say('zonder nummer');
    await graph.meta.call(envelope({ contacts: [{ profile: { name: 'Loïs' }, user_id: CUSTOMER.user_id }], messages: [hidden] }));
    const system = { type: 'user_changed_number', wa_id: '31699999999', body: 'User changed' };
    await graph.meta.call(envelope({ messages: [shop.message({ type: 'system', system })] }));
    await settled();
    await graph.meta.call(envelope({ messages: [shop.say('van het nieuwe', { from: '31699999999', from_user_id: undefined })] }));
    await settled();
    expect(await ticketIds()).toEqual([ticketId]);
    const seen = await texts();
    for (const text of ['zonder nummer', 'De klant heeft een nieuw nummer: +31699999999', 'van het nieuwe']) expect(seen).toContain(text);
    const { contact: customer } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    const known = (await owner.get(`/api/contacts/${customer.id}`)).as(contact).identities.map(({ kind, value }) => `${kind} ${value}`);
    expect(known.toSorted()).toEqual([`phone +${CUSTOMER.wa_id}`, 'phone +31699999999', `whatsapp_user ${CUSTOMER.user_id}`].toSorted());
    await shop.deliver(shop.say('weer gewoon'));
    await settled();
  });
});

describe('answers', () => {
  it('leave once, and move on by what Meta tells, in whatever order', async () => {
    const id = await shop.answer(ticketId, 'Morgen!');
    await shop.once(ticketId, id, 'sent');
    const [taken] = graph.taken;
    if (!taken) throw new Error('Nothing was sent');
    for (const status of ['read', 'sent', 'delivered', 'read', 'failed']) expect(await graph.tellStatus(taken, status)).toBe(200);
    await settled();
    expect((await shop.once(ticketId, id, 'read')).delivery.reason).toBeNull();
    expect(graph.taken).toHaveLength(1);
  });

  it('are settled by a status that comes before our own note', async () => {
    graph.mood = 'take-and-break-off';
    const id = await shop.answer(ticketId, 'Is dit aangekomen?');
    await shop.once(ticketId, id, 'queued', /not known yet/);
    graph.mood = 'accept';
    const [taken] = graph.taken;
    if (!taken) throw new Error('Nothing was sent');
    await graph.tellStatus(taken, 'sent');
    await shop.once(ticketId, id, 'sent');
    // Nobody can send it again: it stands as sent, under the id that Meta gave.
    expect((await owner.post(`/api/messages/${id}/retry`)).status).toBe(409);
    await graph.tellStatus(taken, 'delivered');
    await shop.once(ticketId, id, 'delivered');
    expect(graph.taken).toHaveLength(1);
  });

  it('that stood as being sent when the process died wait for Meta’s word, and are not sent again when it comes', async () => {
    const path = `/api/channel-accounts/${shop.account.id}`;
    await owner.patch(path, { paused: true });
    const id = await shop.answer(ticketId, 'Net voor de val');
    await shop.once(ticketId, id, 'queued', /paused/);
    // Whoever still looks at it would note that it waits.
    await eventually(
      async () =>
        (
          await rowsOf(`select 1 from outbox_events union all
           select 1 from graphile_worker.jobs where key = 'deliver:${id}' and (locked_at is not null or run_at <= now())
           union all select 1 from graphile_worker._private_job_queues where queue_name like 'deliver:%' and locked_at is not null`)
        ).length === 0,
      'nobody is at work at the answer',
    );
    // What a crash between sending and the answer leaves behind.
    await rowsOf(`update messages set delivery_state = 'sending' where id = '${id}'`);
    await owner.patch(path, { paused: false });
    const next = await shop.answer(ticketId, 'Het volgende');
    await shop.once(ticketId, next, 'sent');
    await shop.once(ticketId, id, 'queued', /not known yet/);
    const left = { id: newWamid(), body: { to: CUSTOMER.wa_id, biz_opaque_callback_data: `${id}:1:1` } };
    await graph.tellStatus(left, 'delivered');
    await shop.once(ticketId, id, 'delivered');
    expect(graph.taken).toHaveLength(1);
  });

  it('after the window say why they did not arrive, and what to do', async () => {
    graph.aheadMs = 25 * 3_600_000;
    const id = await shop.answer(ticketId, 'Te laat');
    const failed = await shop.once(ticketId, id, 'failed', /more than 24 hours old/);
    expect(failed.delivery.reason).toMatch(/Choose a template/);
    graph.aheadMs = 0;
    // The customer writes again: the same answer leaves now, once.
    await shop.deliver(shop.say('Nog iets'));
    graph.taken.length = 0;
    await owner.post(`/api/messages/${id}/retry`);
    await shop.once(ticketId, id, 'sent');
    expect(graph.taken).toHaveLength(1);
  });

  it('go through a time in which Meta is out of order, and leave once', async () => {
    graph.mood = 'down';
    const id = await shop.answer(ticketId, 'Even wachten');
    await shop.once(ticketId, id, 'queued', /does not answer properly/);
    await owner.post(`/api/messages/${id}/retry`);
    await shop.once(ticketId, id, 'queued', /does not answer properly/);
    graph.mood = 'accept';
    await owner.post(`/api/messages/${id}/retry`);
    await shop.once(ticketId, id, 'sent');
    expect(graph.taken).toHaveLength(1);
  });

  it('go to nobody but who wrote', async () => {
    const request = { idempotencyKey: crypto.randomUUID(), html: '<p>Hoi</p>', to: [{ address: '+31600000000', name: '' }] };
    expect(await owner.post(`/api/tickets/${ticketId}/replies`, request)).toMatchObject({ status: 422 });
  });

  it('wait for a new token when the old one is refused, and then leave once', async () => {
    graph.tokenRevoked = true;
    const id = await shop.answer(ticketId, 'Met welk token?');
    await shop.once(ticketId, id, 'queued', /access token/);
    const broken = await eventually(
      async () => (await accounts()).find(({ status }) => status === 'needs_attention'),
      'it asks for a person',
    );
    expect(broken).toMatchObject({ lastErrorCode: 'whatsapp_token' });
    const refused = await owner.patch(`/api/channels/whatsapp/numbers/${shop.account.id}`, { accessToken: '', appSecret: '' });
    expect(refused).toMatchObject({ status: 422, code: 'token_refused' });
    graph.tokenRevoked = false;
    await owner.patch(`/api/channels/whatsapp/numbers/${shop.account.id}`, { accessToken: graph.accessToken, appSecret: '' });
    await shop.once(ticketId, id, 'sent');
    expect(graph.taken).toHaveLength(1);
    await eventually(async () => (await accounts()).every(({ status }) => status === 'connected'), 'it works again');
  });
});
