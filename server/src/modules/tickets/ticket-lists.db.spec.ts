import { contact, contactSuggestions } from '@balie/shared/contracts/contacts.ts';
import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { failedDeliveryPage, tagList } from '@balie/shared/contracts/ticket-lists.ts';
import { ticketPage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aTicketRow, moment } from './testing/ticket-rows.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let me: SignedInColleague;
let neighbour: TestChannelAccount;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  me = await aColleague(app, { organisationId: shop.id });
  neighbour = await aChannelAccount(app, await aFoundedOrganisation(app, { name: 'De buren' }));
});
afterAll(() => app.stop());

it("lists a customer's tickets, newest first, by pages, and no one else's", async () => {
  const at = (minutes: number) => new Date(moment(minutes));
  const first = await aTicket(app, account, { from: 'kees@klant.test', occurredAt: at(1), externalId: 'k1' });
  const second = await aTicket(app, account, { from: 'kees@klant.test', occurredAt: at(3), externalId: 'k2' });
  const third = await aTicket(app, account, { from: 'kees@klant.test', occurredAt: at(2), externalId: 'k3' });
  await aTicket(app, account, { from: 'ander@klant.test', occurredAt: at(4) });
  const { items } = (await me.get('/api/contacts?q=kees@klant')).as(contactSuggestions);
  const id = items[0]?.id;
  const one = (await me.get(`/api/contacts/${id}/tickets?limit=2`)).as(ticketPage);
  const two = (await me.get(`/api/contacts/${id}/tickets?limit=2&cursor=${one.nextCursor}`)).as(ticketPage);
  expect([...one.items, ...two.items].map((ticket) => ticket.id)).toEqual([second.id, third.id, first.id]);
  expect(two.nextCursor).toBeNull();
  expect((await me.get(`/api/contacts/${id}`)).as(contact)).toMatchObject({ ticketCount: 3, identities: [{ value: 'kees@klant.test' }] });
});

it('suggests customers by any words of name and address, who begins with them first', async () => {
  await aTicketRow(app, account, { contactName: 'Wilma Zwart', contactAddress: 'w.zwart@post.test' });
  await aTicketRow(app, account, { contactName: 'Zwartjes BV', contactAddress: 'info@bv.test' });
  await aTicketRow(app, account, { contactName: 'Piet', contactAddress: 'zwart_werk%@post.test' });
  await aTicketRow(app, neighbour, { contactName: 'Zwart van de buren', contactAddress: 'zwart@buren.test' });
  const suggest = async (q: string) =>
    (await me.get(`/api/contacts?q=${encodeURIComponent(q)}`)).as(contactSuggestions).items.map((item) => item.name);
  expect(await suggest('zwart')).toEqual(['Zwartjes BV', 'Piet', 'Wilma Zwart'].toSorted((a, b) => rank(a) - rank(b)));
  expect(await suggest('zwart wil')).toEqual(['Wilma Zwart']);
  expect(await suggest('zw')).toEqual(expect.arrayContaining(['Zwartjes BV', 'Piet']));
  expect(await suggest('zw')).not.toContain('Wilma Zwart');
  expect(await suggest('zwart_werk%')).toEqual(['Piet']);
  expect(await suggest('zwart%wilma')).toEqual([]);
  expect(await suggest('  ')).toEqual([]);
  expect(await suggest('\\\u0000')).toEqual([]);
});
/** Beginning first, then by what was found. */
function rank(name: string): number {
  return ['Zwartjes BV', 'Piet', 'Wilma Zwart'].indexOf(name);
}

it('suggests at most ten', async () => {
  for (let index = 0; index < 12; index++) await aTicketRow(app, account, { contactName: `Tiental ${index}` });
  expect((await me.get('/api/contacts?q=tiental')).as(contactSuggestions).items).toHaveLength(10);
});

it('lists tags, those of open tickets first, with how many have them', async () => {
  await aTicketRow(app, account, { tags: ['retour', 'spoed'] });
  await aTicketRow(app, account, { tags: ['retour'] });
  await aTicketRow(app, account, { tags: ['oud'], status: 'solved' });
  await aTicketRow(app, neighbour, { tags: ['buren'] });
  expect((await me.get('/api/tags')).as(tagList).items).toEqual([
    { name: 'retour', count: 2 },
    { name: 'spoed', count: 1 },
    { name: 'oud', count: 0 },
  ]);
});

it('lists failed deliveries with their tickets, newest first, in two questions', async () => {
  const tickets = [await aTicketRow(app, account), await aTicketRow(app, account)];
  await asOrganisation(app, shop.id, async (tx) => {
    for (const [index, { id }] of [...tickets, ...tickets].entries()) {
      await tx.query(
        `insert into messages (id, organisation_id, ticket_id, direction, text, delivery_state, delivery_reason, created_at)
         values ($1, $2, $3, 'outbound', $4, 'failed', '550 No such user', $5)`,
        [newId(), shop.id, id, `antwoord ${index}`, moment(index)],
      );
    }
  });
  const counter = new QueryCounter(app.database.dataSource, shop.id);
  const sent = await counter.during(async () => {
    const first = (await me.get('/api/failed-deliveries?limit=3')).as(failedDeliveryPage);
    expect(first.items.map(({ message }) => message.text)).toEqual(['antwoord 3', 'antwoord 2', 'antwoord 1']);
    expect(first.items.map(({ ticket }) => ticket.id)).toEqual([tickets[1]?.id, tickets[0]?.id, tickets[1]?.id]);
    expect(first.items[0]?.message.delivery).toMatchObject({ state: 'failed', reason: '550 No such user' });
    const second = (await me.get(`/api/failed-deliveries?limit=3&cursor=${first.nextCursor}`)).as(failedDeliveryPage);
    expect(second.items.map(({ message }) => message.text)).toEqual(['antwoord 0']);
    expect(second.nextCursor).toBeNull();
  });
  expect(sent).toHaveLength(2 * 2); // two requests of two questions
});

it("lists an agent's own notifications, newest first, and counts the unread", async () => {
  const { id, number } = await aTicketRow(app, account, { subject: 'Waar is mijn lamp' });
  const colleague = await aColleague(app, { organisationId: shop.id });
  await asOrganisation(app, shop.id, async (tx) => {
    for (const [index, agentId] of [me.id, me.id, me.id, colleague.id].entries()) {
      await tx.query(
        `insert into notifications (id, organisation_id, agent_id, kind, ticket_id, actor_id, event_key, read_at, created_at)
         values ($1, $2, $3, 'assigned', $4, $5, gen_random_uuid()::text, $6, $7)`,
        [newId(), shop.id, agentId, id, colleague.id, index === 0 ? moment(9) : null, moment(index)],
      );
    }
  });
  const first = (await me.get('/api/notifications?limit=2')).as(notificationPage);
  expect(first.unread).toBe(2);
  expect(first.items).toMatchObject([
    { createdAt: moment(2), readAt: null, ticket: { id, number, subject: 'Waar is mijn lamp' }, norm: null, actorId: colleague.id },
    { createdAt: moment(1) },
  ]);
  const second = (await me.get(`/api/notifications?limit=2&cursor=${first.nextCursor}`)).as(notificationPage);
  expect(second.items).toMatchObject([{ createdAt: moment(0), readAt: moment(9) }]);
  expect(second.nextCursor).toBeNull();
});
