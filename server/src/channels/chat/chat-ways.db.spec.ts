import { type VisitorCard, visitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { type TicketDetail, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { aReply } from '../../modules/tickets/testing/writing.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { ChatHousekeeping } from './chat-housekeeping.ts';
import { ChatShop } from './testing/chat-shop.ts';
import { type BrowserOptions, VisitorBrowser } from './testing/visitor-browser.ts';
import { VisitorUploadHousekeeping } from './visitor-upload-housekeeping.ts';

const LOIS = { email: 'lois@klant.test', name: 'Loïs' };

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let shop: ChatShop;
let mailbox: TestChannelAccount;
let lois: VisitorBrowser;
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true' }, clock);
  house = await aFoundedOrganisation(app);
  shop = await ChatShop.open(house.owner);
  mailbox = await aChannelAccount(app, house);
  const secret = await shop.newSecret();
  const jwt = await new SignJWT({ sub: 'lois', email_verified: true, ...LOIS })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('10m')
    .sign(Buffer.from(secret));
  lois = new VisitorBrowser(app.url, shop.key, { identity: { jwt } });
  await lois.start();
  await lois.connect();
});
afterAll(async () => {
  lois.close();
  await app.stop();
});

const see = async (id: string): Promise<TicketDetail> => (await house.owner.get(`/api/tickets/${id}`)).as(ticketDetail);
const byChat = (to: TicketDetail['replyTo']['to']) => aReply({ channelAccountId: shop.account.id, to, html: '<p>Hij is onderweg.</p>' });

it('answers in the chat who wrote by mail, as long as the chat knows them', async () => {
  // Before they ever chatted there is no other way.
  const { id } = await aTicket(app, mailbox, { from: LOIS.email, fromName: LOIS.name });
  expect((await see(id)).knownAt).toEqual({});
  await lois.say('Ik heb jullie gemaild');
  const { contact } = await shop.ticketWith('Ik heb jullie gemaild');
  const { knownAt, contact: mailer } = await see(id);
  expect(mailer.id).toBe(contact.id);
  const [visitor] = knownAt[shop.account.id] ?? [];
  expect(Object.keys(knownAt)).toEqual([shop.account.id]);
  expect(visitor).toEqual({ address: mailer.identities.find(({ kind }) => kind === 'chat_visitor')?.value, name: LOIS.name });

  const answered = (await house.owner.post(`/api/tickets/${id}/replies`, byChat(visitor ? [visitor] : []))).as(ticketAndMessage);
  expect(answered.ticket).toMatchObject({ channelKind: 'chat', channelAccountId: shop.account.id });
  await eventually(() => lois.heard.at(-1)?.text === 'Hij is onderweg.', 'the answer is in the chat');
  await lois.say('Fijn, dank!');
  await eventually(async () => (await shop.texts(id)).includes('Fijn, dank!'), 'they go on in the ticket that began by mail');
});

it('offers no chat to who was blocked there', async () => {
  const { id } = await aTicket(app, mailbox, { from: LOIS.email, fromName: LOIS.name, subject: 'Nog een vraag' });
  const [visitor] = (await see(id)).knownAt[shop.account.id] ?? [];
  expect((await house.owner.put(`/api/chat-visitors/${visitor?.address}/blocked`, { blocked: true })).status).toBe(200);
  expect((await see(id)).knownAt).toEqual({});
  expect((await house.owner.put(`/api/chat-visitors/${visitor?.address}/blocked`, { blocked: false })).status).toBe(200);
  expect((await see(id)).knownAt).toEqual({ [shop.account.id]: [visitor] });
});

describe('an internet address that is blocked', () => {
  const NUISANCE = { address: '2001:db8:7:7::1' };
  const NEIGHBOUR = { address: '2001:db8:7:7:ffff::2' };
  const open: VisitorBrowser[] = [];
  afterEach(() => {
    for (const browser of open.splice(0)) browser.close();
  });
  async function arrive(options: BrowserOptions): Promise<VisitorBrowser> {
    const browser = await VisitorBrowser.open(app.url, shop.key, options);
    open.push(browser);
    return browser;
  }
  async function whoSays(browser: VisitorBrowser, text: string): Promise<string> {
    await browser.say(text);
    const { contact } = await see((await shop.ticketWith(text)).id);
    return contact.identities.find(({ kind }) => kind === 'chat_visitor')?.value ?? '';
  }
  const cardOf = async (id: string) => (await house.owner.get(`/api/chat-visitors/${id}`)).as(visitorCard);
  const block = async (id: string, given: object): Promise<VisitorCard> =>
    (await house.owner.put(`/api/chat-visitors/${id}/blocked`, given)).as(visitorCard);
  const code = async (answer: Response) => (answer.ok ? 'let in' : ((await answer.json()) as { code: string }).code);
  const startFrom = async (options: BrowserOptions) => code(await new VisitorBrowser(app.url, shop.key, options).ask());

  it('keeps out everybody who comes from there, at every door, and nobody else', async () => {
    const nuisance = await arrive(NUISANCE);
    const neighbour = await arrive(NEIGHBOUR);
    const file = await neighbour.upload('brief.txt', 'Beste winkel');
    const id = await whoSays(nuisance, 'Koop nu goedkope horloges');
    expect((await cardOf(id)).address).toEqual({ known: true, blockedUntil: null });
    const { blocked, address } = await block(id, { blocked: true, address: true });
    expect(blocked).toBe(true);
    expect(address.blockedUntil).toBe(new Date(clock.now().getTime() + 30 * 86_400_000).toISOString());

    await eventually(() => nuisance.socket?.connected === false && neighbour.socket?.connected === false, 'both are disconnected');
    const headers = { authorization: `Bearer ${neighbour.token}` };
    expect(await startFrom(NUISANCE)).toBe('chat_unavailable');
    expect(await startFrom({ ...NEIGHBOUR, token: neighbour.token })).toBe('chat_unavailable');
    expect(await code(await neighbour.request('/messages', { headers }))).toBe('chat_unavailable');
    expect(await code(await neighbour.request(`/files/${file.id}`, { headers }))).toBe('chat_unavailable');
    const passed = { headers: { 'x-forwarded-for': NEIGHBOUR.address } };
    expect(await code(await fetch(`${app.url}${file.url}`, passed))).toBe('chat_unavailable');
    await expect(neighbour.connect()).rejects.toThrow('chat_unavailable');
    expect(await startFrom({ address: '2001:db8:7:8::1' })).toBe('let in');
    // From elsewhere the neighbour is who they were.
    expect(await startFrom({ address: '198.51.100.20', token: neighbour.token })).toBe('let in');

    await block(id, { blocked: true });
    expect(await startFrom({ ...NEIGHBOUR, token: neighbour.token })).toBe('let in');
    expect(await startFrom({ ...NUISANCE, token: nuisance.token })).toBe('chat_unavailable');
    await block(id, { blocked: false });
    expect(await startFrom({ ...NUISANCE, token: nuisance.token })).toBe('let in');
  });

  it('is kept as a hash, and let in again after thirty days', async () => {
    const id = await whoSays(await arrive({ address: '203.0.113.77' }), 'Nog een horloge');
    await block(id, { blocked: true, address: true });
    const rows = await app.app
      .get(UnitOfWork)
      .system('housekeeping', (tx) =>
        tx.query<{ row: string }>('select v::text as row from chat_visitors v union all select b::text from chat_blocked_addresses b', []),
      );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/203[.]0[.]113[.]77|2001:db8/);
    expect(await startFrom({ address: '203.0.113.77' })).toBe('chat_unavailable');
    clock.advance({ days: 30, minutes: 1 });
    expect((await cardOf(id)).address.blockedUntil).toBeNull();
    expect(await startFrom({ address: '203.0.113.77' })).toBe('let in');
    await app.app.get(ChatHousekeeping).sweep();
    const left = await app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query('select from chat_blocked_addresses', []));
    expect(left).toEqual([]);
  });
});

it('forgets a file that a visitor never sent, with its contents, and keeps what was sent', async () => {
  const visitor = new VisitorBrowser(app.url, shop.key);
  await visitor.start();
  await visitor.connect();
  const [sent, same, unsent] = [
    await visitor.upload('bon.txt', 'de bon'),
    await visitor.upload('nog-eens.txt', 'de bon'),
    await visitor.upload('foto.txt', 'een foto die bleef liggen'),
  ];
  await visitor.say('Hier is de bon', { fileIds: [sent.id] });
  await shop.ticketWith('Hier is de bon');
  visitor.close();
  const rows = (sql: string) => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<{ id: string; key: string }>(sql));
  const kept = () => rows('select id, storage_key as key from chat_files');
  const keyOf = async (id: string) => (await kept()).find((row) => row.id === id)?.key ?? '';
  const [sentKey, unsentKey] = [await keyOf(sent.id), await keyOf(unsent.id)];
  const sweep = () => app.app.get(VisitorUploadHousekeeping).sweep();
  const idsLeft = async () => (await kept()).map(({ id }) => id);

  clock.advance({ days: 6 });
  await sweep();
  expect(await idsLeft()).toEqual(expect.arrayContaining([sent.id, same.id, unsent.id]));
  clock.advance({ days: 2 });
  await sweep();
  const left = await idsLeft();
  expect(left).toContain(sent.id);
  expect(left).not.toContain(same.id);
  expect(left).not.toContain(unsent.id);
  const storage = app.app.get(FileStorage);
  expect((await storage.get(sentKey)).toString()).toBe('de bon');
  await expect(storage.get(unsentKey)).rejects.toThrow('missing');
});
