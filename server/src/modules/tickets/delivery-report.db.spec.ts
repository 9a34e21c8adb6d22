import { contact } from '@balie/shared/contracts/contacts.ts';
import { ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { OutgoingMessages } from './outgoing-messages.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';
import { aReply } from './testing/writing.ts';
import type { DeliveryReport } from './ticket-intake.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp({}, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  // The server's own delivery worker only looks on; the test is the worker.
  await asOrganisation(app, organisation.id, (tx) => tx.query(`update channel_accounts set status = 'paused'`));
});

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const outgoing = <T>(work: (messages: OutgoingMessages) => Promise<T>) =>
  inOrganisation(organisation.id, () => work(app.app.get(OutgoingMessages)));

/** An answer that left as `answer@shop.test`. */
async function aSentReply(given = {}) {
  const { id } = await aTicket(app, account, { externalId: 'first@klant.test' });
  const { message } = (await organisation.owner.post(`/api/tickets/${id}/replies`, aReply(given))).as(ticketAndMessage);
  clock.advance({ minutes: 1 });
  await outgoing((messages) => messages.claim([message.id]));
  await outgoing((messages) => messages.markSent([{ messageId: message.id, externalId: 'answer@shop.test' }]));
  return { ticketId: id, messageId: message.id };
}
function report(given: Partial<DeliveryReport['recipients'][number]> = {}, originalId: string | null = 'answer@shop.test'): DeliveryReport {
  const recipient = {
    address: 'jan@klant.test',
    action: 'failed',
    status: '5.1.1',
    diagnostic: '550 5.1.1 User unknown',
    ...given,
  } as const;
  return { originalId, recipients: [recipient] };
}
const bounce = (deliveryReport: DeliveryReport, given = {}) =>
  receive(app, account, {
    from: 'mailer-daemon@mx.test',
    fromName: '',
    nature: 'bounce',
    subject: 'Undelivered',
    deliveryReport,
    ...given,
  });
const messageOf = async (ticketId: string, messageId: string) => (await see(ticketId)).messages.find(({ id }) => id === messageId);
const identities = async (ticketId: string) => {
  const { ticket } = await see(ticketId);
  return (await organisation.owner.get(`/api/contacts/${ticket.contact.id}`)).as(contact).identities;
};

describe('a report that an answer did not arrive', () => {
  it('stands in the ticket of the answer, which is failed for a reason, and opens it', async () => {
    const { ticketId, messageId } = await aSentReply();
    const stored = await bounce(report());
    expect(stored).toMatchObject({ ticketId, created: false });
    const { ticket, activities } = await see(ticketId);
    expect(ticket).toMatchObject({ status: 'open', hasFailedDelivery: true, waitingSince: null, assigneeId: organisation.owner.id });
    expect((await messageOf(ticketId, messageId))?.delivery).toMatchObject({
      state: 'failed',
      reason: '550 5.1.1 User unknown',
      bounce: { code: '5.1.1', address: 'jan@klant.test' },
    });
    expect(activities.at(-1)).toMatchObject({ type: 'bounced', data: { messageId, address: 'jan@klant.test', code: '5.1.1' } });
    expect(await messageOf(ticketId, stored.messageId)).toMatchObject({ nature: 'bounce', fromStranger: false });
  });

  it('is found by what it refers to when it names nothing', async () => {
    const { ticketId } = await aSentReply();
    expect((await bounce(report({}, null), { references: ['answer@shop.test'] })).ticketId).toBe(ticketId);
    expect((await see(ticketId)).ticket.hasFailedDelivery).toBe(true);
  });

  it('is not undone by a late word that the answer was sent', async () => {
    const { ticketId, messageId } = await aSentReply();
    await bounce(report());
    await outgoing((messages) => messages.markSent([{ messageId, externalId: 'answer@shop.test' }]));
    expect((await messageOf(ticketId, messageId))?.delivery.state).toBe('failed');
  });

  it('is forgotten when a colleague sends the answer again', async () => {
    const { ticketId, messageId } = await aSentReply();
    await bounce(report());
    expect((await organisation.owner.post(`/api/messages/${messageId}/retry`)).status).toBe(200);
    expect((await messageOf(ticketId, messageId))?.delivery).toMatchObject({ state: 'queued', bounce: null });
    expect((await see(ticketId)).ticket.hasFailedDelivery).toBe(false);
  });

  it('says nothing of an answer in another organisation', async () => {
    const { ticketId, messageId } = await aSentReply();
    const other = await aFoundedOrganisation(app);
    const elsewhere = await aChannelAccount(app, other);
    const given = { from: 'mailer-daemon@mx.test', nature: 'bounce', deliveryReport: report() } as const;
    expect(await receive(app, elsewhere, given)).toMatchObject({ created: true });
    expect((await messageOf(ticketId, messageId))?.delivery.state).toBe('sent');
  });
});

it('only tells of a delay', async () => {
  const { ticketId, messageId } = await aSentReply();
  await bounce(report({ action: 'delayed', status: '4.4.1' }));
  const { ticket, activities } = await see(ticketId);
  expect(ticket).toMatchObject({ status: 'pending', hasFailedDelivery: false });
  expect(activities.at(-1)).toMatchObject({ type: 'delivery_delayed', data: { address: 'jan@klant.test' } });
  expect((await messageOf(ticketId, messageId))?.delivery.state).toBe('sent');
  expect((await identities(ticketId))[0]?.undeliverable).toBeNull();
});

it('moves an answer on that arrived', async () => {
  const { ticketId, messageId } = await aSentReply();
  await bounce(report({ action: 'delivered', status: '2.0.0' }));
  expect((await messageOf(ticketId, messageId))?.delivery.state).toBe('delivered');
  expect((await see(ticketId)).ticket.status).toBe('pending');
});

describe('the address of a contact', () => {
  it('is marked when mail to it came back, until mail comes from it', async () => {
    const { ticketId } = await aSentReply();
    await bounce(report({ address: 'JAN@klant.test' }));
    expect((await identities(ticketId))[0]?.undeliverable).toMatchObject({ code: '5.1.1', reason: '550 5.1.1 User unknown' });
    await receive(app, account);
    expect((await identities(ticketId))[0]?.undeliverable).toBeNull();
  });

  it('is not marked for what was wrong with the message, nor for an address we never wrote to', async () => {
    const { ticketId } = await aSentReply({
      to: [
        { address: 'jan@klant.test', name: '' },
        { address: 'piet@klant.test', name: '' },
      ],
    });
    await aTicket(app, account, { from: 'slachtoffer@klant.test' });
    await bounce(report({ status: '5.7.1' }));
    await bounce(report({ address: 'slachtoffer@klant.test' }));
    const marked = await asOrganisation(app, organisation.id, (tx) =>
      tx.query('select 1 from contact_identities where undeliverable is not null'),
    );
    expect(marked).toEqual([]);
    expect((await see(ticketId)).ticket.hasFailedDelivery).toBe(true);
  });
});
