import { randomUUID } from 'node:crypto';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { failedMessagePage } from '@balie/shared/contracts/failed-messages.ts';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../src/modules/agents/testing/people.ts';
import { eventually } from '../support/eventually.ts';
import { ticketsOf } from '../support/mail-in.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { connectedSms } from './connect-sms.controller.ts';
import { SmsAdapter } from './sms.adapter.ts';
import { SmsModule } from './sms.module.ts';
import { FakeGateway } from './testing/fake-gateway.ts';

/** A channel that the house has never heard of, made by the recipe in `src/channels/README.md` and put beside the others. */

const CUSTOMER = '+31612345678';

let app: TestApp;
let gateway: FakeGateway;
let house: FoundedOrganisation;
let connected: z.infer<typeof connectedSms>;
beforeAll(async () => {
  gateway = await FakeGateway.start();
  app = await startTestApp({}, undefined, [SmsModule]);
  house = await aFoundedOrganisation(app);
  connected = (await connect()).as(connectedSms);
  gateway.webhookUrl = `${app.url}${new URL(connected.webhookUrl).pathname}`;
});
beforeEach(() => {
  gateway.mood = 'accept';
});
afterAll(async () => {
  await app.stop();
  await gateway.stop();
});

const connect = (given: object = {}) =>
  house.owner.post('/api/channels/sms/accounts', {
    shopId: house.shopId,
    name: 'Sms',
    number: gateway.number,
    gatewayUrl: gateway.url,
    apiKey: gateway.apiKey,
    signingKey: gateway.signingKey,
    ...given,
  });
const ticketSaying = (words: string) =>
  eventually(async () => (await ticketsOf(house.owner)).find(({ subject }) => subject === words), `a ticket saying ${words}`);
const see = async (ticketId: string) => (await house.owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
const messagesOf = async (ticketId: string) =>
  (await see(ticketId)).timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
const once = (ticketId: string, messageId: string, state: Message['delivery']['state']) =>
  eventually(async () => {
    const found = (await messagesOf(ticketId)).find(({ id }) => id === messageId);
    return found?.delivery.state === state && found;
  }, `the answer is ${state}`);
async function answer(ticketId: string, text: string): Promise<string> {
  const { replyTo } = await see(ticketId);
  const written = { idempotencyKey: randomUUID(), html: `<p>${text}</p>`, ...replyTo };
  return (await house.owner.post(`/api/tickets/${ticketId}/replies`, written)).as(ticketAndMessage).message.id;
}

it('tries what the owner gives, and keeps nothing that does not work', async () => {
  expect(await connect({ apiKey: 'guessed' })).toMatchObject({ status: 422, code: 'sms_connection_failed' });
  expect(await connect({ number: '+31970099' })).toMatchObject({ status: 422, code: 'sms_connection_failed' });
  const listed = await house.owner.get('/api/channel-accounts');
  expect(listed.as(page(channelAccount)).items).toHaveLength(1);
  expect(listed.text).not.toContain(gateway.apiKey);
});

it('tells the console what it can do and what it is called', async () => {
  const { capabilities } = app.app.get(SmsAdapter);
  const [account] = (await house.owner.get('/api/channel-accounts')).as(page(channelAccount)).items;
  expect(account).toMatchObject({ kind: 'sms', address: gateway.number, capabilities });
  expect(account?.capabilities.called).toEqual({ nl: 'Sms', en: 'SMS' });
  expect((await house.owner.get('/api/channel-kinds')).body).toMatchObject({
    items: expect.arrayContaining([{ kind: 'sms', capabilities }]),
  });
});

it('brings a message into a ticket once, however often it is told', async () => {
  const said = FakeGateway.says(CUSTOMER, 'Waar blijft mijn lamp?');
  const calls = [[said], [said, FakeGateway.says(CUSTOMER, 'Hij zou gisteren komen')], [said]];
  expect(await Promise.all(calls.map((events) => gateway.tell(events)))).toEqual([200, 200, 200]);
  const { id } = await ticketSaying('Waar blijft mijn lamp?');
  const { ticket, contact } = await eventually(async () => {
    const seen = await see(id);
    return seen.ticket.messageCount === 2 && seen;
  }, 'both messages in one ticket');
  expect(ticket).toMatchObject({ channelKind: 'sms', channelAccountId: connected.account.id, status: 'open' });
  expect(contact.identities).toMatchObject([{ kind: 'phone', value: CUSTOMER }]);
});

it('takes an agent’s answer out, and knows when it has arrived', async () => {
  await gateway.tell([FakeGateway.says('+31687654321', 'Zijn jullie open?')]);
  const { id } = await ticketSaying('Zijn jullie open?');
  const messageId = await answer(id, 'Ja, tot <b>17:00</b>.');
  await once(id, messageId, 'sent');
  expect(gateway.received.get(messageId)).toEqual({ from: gateway.number, to: '+31687654321', text: 'Ja, tot 17:00.' });
  await gateway.tell([{ id: randomUUID(), type: 'status', message: messageId, state: 'delivered' }]);
  await once(id, messageId, 'delivered');
  expect((await messagesOf(id)).find((message) => message.id === messageId)).toMatchObject({ channelKind: 'sms' });
});

it('says in words what did not arrive, and what was never taken', async () => {
  await gateway.tell([FakeGateway.says('+31611111111', 'Ben je er?')]);
  const { id } = await ticketSaying('Ben je er?');
  const arrivesNot = await answer(id, 'Ja hoor.');
  await once(id, arrivesNot, 'sent');
  await gateway.tell([{ id: randomUUID(), type: 'status', message: arrivesNot, state: 'failed', why: 'switched off' }]);
  expect((await once(id, arrivesNot, 'failed')).delivery.reason).toMatch(/switched off/);
  const tooLong = await answer(id, 'a'.repeat(700));
  expect((await once(id, tooLong, 'failed')).delivery.reason).toMatch(/gateway does not take it/);
  expect(gateway.received.has(tooLong)).toBe(false);
});

it('keeps strangers out, and what cannot be read in sight', async () => {
  const said = FakeGateway.says('+31622222222', 'Betaal terug');
  expect(await gateway.tell([said], { signedWith: 'guessed' })).toBe(403);
  expect(await gateway.tell([said], { at: Date.now() - 3_600_000 })).toBe(403);
  expect(await gateway.tell([], { body: ' '.repeat(300_000) })).toBe(413);
  expect(await gateway.tell([{ id: 'odd', type: 'carrier-pigeon' }])).toBe(200);
  const { items } = await eventually(async () => {
    const failed = (await house.owner.get('/api/failed-messages')).as(failedMessagePage);
    return failed.items.length > 0 && failed;
  }, 'a failed message');
  expect(items).toMatchObject([{ channelName: 'Sms', reason: expect.stringMatching(/no message that the SMS gateway is known to send/) }]);
  expect((await ticketsOf(house.owner)).some(({ subject }) => subject === 'Betaal terug')).toBe(false);
});
