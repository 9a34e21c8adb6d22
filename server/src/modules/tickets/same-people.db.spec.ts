import { samePeople } from '@balie/shared/contracts/contacts.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import type { ContactIdentity } from '../contacts/public.ts';
import { aChannelAccount, receive, type TestChannelAccount } from './testing/inbound.ts';
import { seeTicket } from './testing/look.ts';

let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id });
});

/** @returns the customer's id */
async function writes(
  from: string,
  fromName: string,
  text = 'Hallo',
  identity: ContactIdentity = { kind: 'email', value: from },
): Promise<string> {
  const { ticketId } = await receive(app, account, { from, text, sender: { identity, name: fromName } });
  return (await seeTicket(app, organisation.id, ticketId)).ticket.contact.id;
}
const calls = (number: string, name: string, text = 'Hallo') => writes(number, name, text, { kind: 'phone', value: number });
const same = async (id: string) =>
  (await agent.get(`/api/contacts/${id}/same-person`))
    .as(samePeople)
    .items.map(({ contact, reason, evidence }) => [contact.id, reason, evidence]);
const different = (id: string, otherId: string, is = true) => agent.post(`/api/contacts/${id}/different`, { otherId, different: is });

it('knows one mailbox in two spellings', async () => {
  const jan = await writes('jan@klant.test', 'Jan');
  const shop = await writes('jan+klompen@klant.test', 'J.');
  expect(await same(jan)).toEqual([[shop, 'mailbox', 'jan+klompen@klant.test']]);
  expect(await same(shop)).toEqual([[jan, 'mailbox', 'jan@klant.test']]);
  const dotted = await writes('els.bakker@gmail.com', 'Els');
  expect(await same(await writes('elsbakker+winkel@googlemail.com', 'Els'))).toEqual([[dotted, 'mailbox', 'els.bakker@gmail.com']]);
});

it('knows one number in two spellings', async () => {
  const jan = await calls('+31612345678', 'Jan');
  const imported = await calls('0612345678', 'J.');
  expect(await same(jan)).toEqual([[imported, 'phone', '0612345678']]);
});

it('sees an address or number of the one in a message of the other, from either side', async () => {
  const app1 = await calls('+31612345678', 'Jan');
  const mail = await writes('jan@klant.test', 'Jan de Vries', 'Groet, Jan\n06-12 34 56 78');
  expect(await same(mail)).toEqual([[app1, 'named', '+31 6 12345678']]);
  expect(await same(app1)).toEqual([[mail, 'named', '+31 6 12345678']]);
  const work = await writes('vries@werk.test', 'J. de Vries', 'Antwoord liever naar Jan@Klant.test');
  expect(await same(work)).toEqual([[mail, 'named', 'jan@klant.test']]);
});

it('does not take who is named for who writes', async () => {
  const piet = await writes('piet@klant.test', 'Piet Jansen');
  const jan = await writes('jan@klant.test', 'Jan de Vries', 'Mail ook mijn buurman: piet@klant.test');
  expect(await same(jan)).toEqual([]);
  expect(await same(piet)).toEqual([]);
});

it('asks about namesakes alone when both name the same order or postcode', async () => {
  const one = await writes('jan@klant.test', 'Jan de Vries', 'Waar is bestelling 1042823870?');
  const other = await writes('vries@werk.test', 'jan de vries', 'Nog niets gehoord, bestelnummer 1042823870');
  const namesake = await writes('jan@ander.test', 'Jan de Vries', 'Waar is bestelling 1042823999?');
  expect(await same(one)).toEqual([[other, 'same_name', '1042823870']]);
  expect(await same(namesake)).toEqual([]);
});

it('never suggests by the address of a marketplace', async () => {
  const text = 'Bestelling 1042823870, of mail jan@klant.test';
  const bol = await writes('2abc+1@verkopen.bol.com', 'Jan de Vries', text);
  const again = await writes('2abc+2@verkopen.bol.com', 'Jan de Vries', text);
  const jan = await writes('jan@klant.test', 'Jan de Vries', 'Bestelling 1042823870: zie 2abc+1@verkopen.bol.com');
  for (const id of [bol, again, jan]) expect(await same(id)).toEqual([]);
});

it('takes a mailbox that very many share for a machine', async () => {
  const [first = ''] = await Promise.all(Array.from({ length: 7 }, (_, n) => writes(`antwoord+${n}@machine.test`, `Klant ${n}`)));
  expect(await same(first)).toEqual([]);
});

it('remembers that two are not one, also when one of them goes up in a third', async () => {
  const jan = await writes('jan@klant.test', 'Jan');
  const shop = await writes('jan+klompen@klant.test', 'J.');
  expect((await different(jan, shop)).status).toBe(204);
  expect((await different(jan, shop)).status).toBe(204);
  expect([await same(jan), await same(shop)]).toEqual([[], []]);
  const third = await writes('derde@klant.test', 'Jan');
  expect((await agent.post(`/api/contacts/${jan}/merge`, { intoContactId: third })).status).toBe(200);
  expect([await same(third), await same(shop)]).toEqual([[], []]);
  expect((await agent.post(`/api/contacts/${jan}/unmerge`)).status).toBe(200);
  await different(shop, jan, false);
  expect(await same(jan)).toEqual([[shop, 'mailbox', 'jan+klompen@klant.test']]);
});

it('does not ask about who is one already', async () => {
  const jan = await writes('jan@klant.test', 'Jan');
  const shop = await writes('jan+klompen@klant.test', 'J.');
  await agent.post(`/api/contacts/${shop}/merge`, { intoContactId: jan });
  expect([await same(jan), await same(shop)]).toEqual([[], []]);
});

it('stays within the organisation, and is dismissed by those who may change customers', async () => {
  const jan = await writes('jan@klant.test', 'Jan');
  const elsewhere = await aFoundedOrganisation(app);
  await receive(app, await aChannelAccount(app, elsewhere), { from: 'jan+klompen@klant.test' });
  expect(await same(jan)).toEqual([]);
  const shop = await writes('jan+klompen@klant.test', 'J.');
  expect((await elsewhere.owner.get(`/api/contacts/${jan}/same-person`)).status).toBe(404);
  expect((await elsewhere.owner.post(`/api/contacts/${jan}/different`, { otherId: shop, different: true })).status).toBe(404);
  const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
  expect((await viewer.post(`/api/contacts/${jan}/different`, { otherId: shop, different: true })).status).toBe(403);
  expect((await viewer.get(`/api/contacts/${jan}/same-person`)).as(samePeople).items).toHaveLength(1);
});

it('asks the database as much for many signs as for few', async () => {
  const questions = async (id: string) => {
    const counter = new QueryCounter(app.database.dataSource, organisation.id);
    return (await counter.during(() => same(id))).length;
  };
  const text = 'Bestelling 1042823870, of mail anders@klant.test';
  const few = await writes('jan+1@klant.test', 'Jan de Vries', text);
  await writes('jan+2@klant.test', 'Jan de Vries', text);
  const before = await questions(few);
  for (const n of [3, 4]) await writes(`jan+${n}@klant.test`, 'Jan de Vries', text);
  await writes('anders@klant.test', 'Jan de Vries', `Ook jan+1@klant.test. ${text}`);
  expect(await same(few)).toHaveLength(3);
  expect(await questions(few)).toBe(before);
});
