import { type TicketDetail, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { aReply } from '../../modules/tickets/testing/writing.ts';
import { ChatShop } from './testing/chat-shop.ts';
import { VisitorBrowser } from './testing/visitor-browser.ts';

jest.setTimeout(60_000);

const LOIS = { email: 'lois@klant.test', name: 'Loïs' };

let app: TestApp;
let house: FoundedOrganisation;
let shop: ChatShop;
let mailbox: TestChannelAccount;
let lois: VisitorBrowser;
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true' });
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
