import { randomUUID } from 'node:crypto';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

/** An answer leaves by SMTP, and what its mail server reports comes back to the mailbox, as real mail. */

let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
beforeAll(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp()]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  ({ owner } = await openShop(app.url, dovecot));
});
afterAll(async () => {
  await app.stop();
  await dovecot.stop();
});

const detailOf = async (id: string) => (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);

/** A customer writes and is answered; the ticket, with a tab that has it open. */
async function answered(address: string) {
  const subject = `Vraag van ${address}`;
  await dovecot.deliver(MAILBOX.address, customerMail(`${randomUUID()}@klant.test`, { subject, from: `Jan <${address}>` }));
  const { id } = await eventually(async () => (await ticketsOf(owner)).find((row) => row.subject === subject), 'the ticket');
  const socket = await owner.openSocket();
  await socket.emitWithAck('join', { room: 'ticket', id });
  const told: Message['delivery'][] = [];
  const happened: string[] = [];
  socket.on('message.changed', ({ message }) => message.direction === 'outbound' && told.push(message.delivery));
  socket.on('activity.added', ({ activity }) => happened.push(activity.type));
  const reply = { idempotencyKey: randomUUID(), html: '<p>Antwoord</p>', to: [{ address, name: 'Jan' }] };
  const { message } = (await owner.post(`/api/tickets/${id}/replies`, reply)).as(ticketAndMessage);
  const items = async () => (await detailOf(id)).timeline.items;
  const delivery = async () =>
    (await items()).flatMap((item) => (item.kind === 'message' && item.message.id === message.id ? [item.message.delivery] : []))[0];
  return { id, socket, told, happened, delivery };
}

it('marks an answer that came back as failed, with the words of the mail server, and the address with it', async () => {
  dovecot.setFate('weg@klant.test', { action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 <weg@klant.test> User unknown' });
  const { id, socket, told, happened, delivery } = await answered('weg@klant.test');
  await eventually(() => told.at(-1)?.state === 'failed' && happened.includes('bounced'), 'the open tab is told');
  socket.close();
  expect(await delivery()).toMatchObject({
    state: 'failed',
    reason: '550 5.1.1 <weg@klant.test> User unknown',
    bounce: { code: '5.1.1', address: 'weg@klant.test' },
  });
  const { ticket, contact, timeline } = await detailOf(id);
  expect(ticket).toMatchObject({ status: 'open', hasFailedDelivery: true });
  expect(contact.identities).toMatchObject([{ value: 'weg@klant.test', undeliverable: { code: '5.1.1' } }]);
  // The report stands in the same ticket, and is nobody's ticket of its own.
  expect(timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message.nature] : []))).toEqual([
    'personal',
    'personal',
    'bounce',
  ]);
  expect((await ticketsOf(owner)).filter(({ subject }) => subject.startsWith('Undelivered'))).toEqual([]);
});

it('only tells of an answer that is delayed', async () => {
  dovecot.setFate('traag@klant.test', { action: 'delayed', status: '4.4.1', diagnostic: 'connect to mx.klant.test: Connection timed out' });
  const { id, socket, told, happened, delivery } = await answered('traag@klant.test');
  await eventually(() => happened.includes('delivery_delayed'), 'the open tab is told');
  socket.close();
  await eventually(async () => (await delivery())?.state === 'sent', 'it is sent');
  expect(told.map(({ state }) => state)).not.toContain('failed');
  const { ticket, contact } = await detailOf(id);
  expect(ticket).toMatchObject({ status: 'pending', hasFailedDelivery: false });
  expect(contact.identities).toMatchObject([{ value: 'traag@klant.test', undeliverable: null }]);
});
