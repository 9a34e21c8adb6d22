import { contactGroups, contact as contactShape } from '@balie/shared/contracts/contacts.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { Contacts } from './contacts.ts';

let app: TestApp;
let organisation: FoundedOrganisation;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  agent = await aColleague(app, { organisationId: organisation.id });
});

const find = (value: string, name = 'Jan') =>
  inOrganisation(organisation.id, () =>
    app.app.get(UnitOfWork).run((tx) => app.app.get(Contacts).findOrCreate(tx, { kind: 'email', value }, name)),
  );

it('makes one contact of an identity that is met many times at once', async () => {
  const found = await Promise.all(Array.from({ length: 8 }, () => find('jan@klant.test')));
  expect(new Set(found.map((contact) => contact.id)).size).toBe(1);
  expect(found.filter((contact) => contact.created)).toHaveLength(1);
});

it('keeps the name a contact has, whatever it writes later; an address stands for a missing one', async () => {
  await find('jan@klant.test', 'Jan');
  expect(await find('jan@klant.test', 'J. de Vries')).toMatchObject({ name: 'Jan', created: false });
  expect(await find('naamloos@klant.test', ' ')).toMatchObject({ name: 'naamloos@klant.test' });
});

it('changes name and note, each for itself', async () => {
  const { id } = await find('jan@klant.test');
  const renamed = (await agent.patch(`/api/contacts/${id}`, { changes: { name: 'Jan Jansen' }, version: 1 })).as(contactShape);
  expect(renamed).toMatchObject({ name: 'Jan Jansen', note: '', version: 2, identities: [{ kind: 'email', value: 'jan@klant.test' }] });
  const noted = (await agent.patch(`/api/contacts/${id}`, { changes: { note: 'Belt graag\u0000' }, version: 2 })).as(contactShape);
  expect(noted).toMatchObject({ name: 'Jan Jansen', note: 'Belt graag', version: 3, ticketCount: 0 });
});

it('puts customers into groups, each once and written alike, and tells which there are', async () => {
  const [jan, piet] = [await find('jan@klant.test'), await find('piet@klant.test')];
  const put = async (id: string, groups: string[], version = 1) => agent.patch(`/api/contacts/${id}`, { changes: { groups }, version });
  expect((await put(jan.id, ['Zakelijk ', 'vip', 'VIP'])).as(contactShape).groups).toEqual(['vip', 'zakelijk']);
  await put(piet.id, ['vip']);
  const listed = async (by = agent) => (await by.get('/api/contacts/groups')).as(contactGroups).items;
  expect(await listed()).toEqual([
    { name: 'vip', count: 2 },
    { name: 'zakelijk', count: 1 },
  ]);
  expect((await put(piet.id, [], 2)).as(contactShape).groups).toEqual([]);
  expect(await listed()).toHaveLength(2);
  expect(await listed((await aFoundedOrganisation(app)).owner)).toEqual([]);
  expect((await put(piet.id, ['a,b'], 3)).status).toBe(400);
});

it('does not overwrite what a colleague changed meanwhile', async () => {
  const { id } = await find('jan@klant.test');
  const [one, other] = await Promise.all([
    agent.patch(`/api/contacts/${id}`, { changes: { note: 'Een' }, version: 1 }),
    organisation.owner.patch(`/api/contacts/${id}`, { changes: { note: 'Twee' }, version: 1 }),
  ]);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  const refused = one.status === 409 ? one : other;
  const won = one.status === 200 ? 'Een' : 'Twee';
  expect(refused.body).toMatchObject({ code: 'contact_changed', meta: { current: { note: won, version: 2 } } });
});

it('is not for viewers, nor for other organisations', async () => {
  const { id } = await find('jan@klant.test');
  const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
  const stranger = (await aFoundedOrganisation(app)).owner;
  const request = { changes: { name: 'X' }, version: 1 };
  expect((await viewer.patch(`/api/contacts/${id}`, request)).status).toBe(403);
  expect((await stranger.patch(`/api/contacts/${id}`, request)).status).toBe(404);
});
