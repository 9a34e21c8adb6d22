import { type Contact, contact as contactShape } from '@balie/shared/contracts/contacts.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { Contacts } from './contacts.ts';
import type { ContactIdentity } from './identity-value.ts';

let app: TestApp;
let organisation: FoundedOrganisation;
let agent: SignedInColleague;
let jan: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  agent = await aColleague(app, { organisationId: organisation.id });
  jan = await meet({ kind: 'email', value: 'jan@klant.test' }, 'Jan');
});

const meet = async (identity: ContactIdentity, name: string): Promise<string> =>
  (await inOrganisation(organisation.id, () => app.app.get(UnitOfWork).run((tx) => app.app.get(Contacts).findOrCreate(tx, identity, name))))
    .id;
const add = (kind: string, value: string, id = jan, by = agent) => by.post(`/api/contacts/${id}/identities`, { kind, value });
const valuesOf = (contact: Contact) => contact.identities.map(({ kind, value }) => `${kind} ${value}`);

it('keeps an address and a number as they are looked up later, each once', async () => {
  await add('phone', '06 - 12 34 56 78');
  await add('phone', '+31 (0)6 1234 5678');
  const contact = (await add('email', ' Jan.Prive@Klant.TEST ')).as(contactShape);
  expect(valuesOf(contact)).toEqual(['email jan@klant.test', 'phone +31612345678', 'email jan.prive@klant.test']);
  expect(contact.version).toBe(3);
  expect(await meet({ kind: 'phone', value: '+31612345678' }, '')).toBe(jan);
});

it.each([
  ['phone', '12345', 'identity_invalid'],
  ['email', 'jan', 'identity_invalid'],
  ['email', '2abc@verkopen.bol.com', 'identity_is_relay'],
])('refuses the %s %s', async (kind, value, code) => {
  const refused = await add(kind, value);
  expect(refused).toMatchObject({ status: 422, body: { code } });
  expect(valuesOf((await agent.get(`/api/contacts/${jan}`)).as(contactShape))).toEqual(['email jan@klant.test']);
});

it('is no way to take a proven identity, such as a visitor of the chat', async () => {
  expect((await add('chat_visitor', 'v-1')).status).toBe(400);
});

it('says whose it is when it is another customer’s', async () => {
  const piet = await meet({ kind: 'phone', value: '+31612345678' }, 'Piet');
  expect(await add('phone', '0612345678')).toMatchObject({
    status: 409,
    body: { code: 'identity_taken', meta: { contact: { id: piet, name: 'Piet' } } },
  });
});

it('gives an address to one of two who add it at the same moment', async () => {
  const piet = await meet({ kind: 'email', value: 'piet@klant.test' }, 'Piet');
  const answers = await Promise.all([add('phone', '0612345678', jan), add('phone', '0612345678', piet, organisation.owner)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('takes one away: who writes from it later is somebody new', async () => {
  const { identities } = (await add('email', 'gezin@klant.test')).as(contactShape);
  const gone = identities.find(({ value }) => value === 'gezin@klant.test');
  const left = (await agent.del(`/api/contacts/${jan}/identities/${gone?.id}`)).as(contactShape);
  expect(valuesOf(left)).toEqual(['email jan@klant.test']);
  expect(await meet({ kind: 'email', value: 'gezin@klant.test' }, 'Els')).not.toBe(jan);
  expect((await agent.del(`/api/contacts/${jan}/identities/${gone?.id}`)).status).toBe(404);
});

it('marks the address of a marketplace as what it is', async () => {
  const id = await meet({ kind: 'email', value: '2abc@verkopen.bol.com' }, 'J. de Vries');
  expect((await agent.get(`/api/contacts/${id}`)).as(contactShape).identities).toMatchObject([{ relay: true }]);
  expect((await agent.get(`/api/contacts/${jan}`)).as(contactShape).identities).toMatchObject([{ relay: false }]);
});

it('tells every console', async () => {
  const socket = await organisation.owner.openSocket();
  const heard: unknown[] = [];
  socket.on('contact.changed', (event) => heard.push(event));
  await add('phone', '0612345678');
  await eventually(() => heard.length === 1, 'the change');
  expect(heard).toEqual([{ id: jan, becameId: null }]);
  socket.close();
});

it('is not for viewers, nor for other organisations', async () => {
  const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
  const stranger = (await aFoundedOrganisation(app)).owner;
  const [identity] = (await agent.get(`/api/contacts/${jan}`)).as(contactShape).identities;
  for (const [who, status] of [
    [viewer, 403],
    [stranger, 404],
  ] as const) {
    expect((await add('phone', '0612345678', jan, who)).status).toBe(status);
    expect((await who.del(`/api/contacts/${jan}/identities/${identity?.id}`)).status).toBe(status);
  }
});

it('gives what a channel vouches for to who stayed after a merge, and takes nothing from anybody', async () => {
  const number = { kind: 'phone', value: '+31612345678' } as const;
  const onWhatsApp = { kind: 'whatsapp_user', value: 'NL.123' } as const;
  const other = { kind: 'email', value: 'piet@klant.test' } as const;
  const gone = await meet(number, 'Jan');
  const piet = await meet(other, 'Piet');
  await agent.post(`/api/contacts/${gone}/merge`, { intoContactId: jan });
  const unite = (...identities: ContactIdentity[]) =>
    inOrganisation(organisation.id, () => app.app.get(UnitOfWork).run((tx) => app.app.get(Contacts).unite(tx, identities)));
  await Promise.all([unite(number, onWhatsApp), unite(onWhatsApp, number), unite(number, onWhatsApp, other)]);
  expect(valuesOf((await agent.get(`/api/contacts/${jan}`)).as(contactShape)).toSorted()).toEqual([
    'email jan@klant.test',
    'phone +31612345678',
    'whatsapp_user NL.123',
  ]);
  expect(valuesOf((await agent.get(`/api/contacts/${piet}`)).as(contactShape))).toEqual(['email piet@klant.test']);
});
