import { type Contact, contact as contactShape, type MergedContacts, mergedContacts } from '@balie/shared/contracts/contacts.ts';
import { ticketDetail, ticketPage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';

interface Customer {
  readonly id: string;
  readonly ticketId: string;
}

let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
let jan: Customer;
let work: Customer;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id });
  jan = await writes('jan@klant.test', 'Jan de Vries');
  work = await writes('j.devries@werk.test', 'J. de Vries');
});

async function writes(from: string, fromName = 'Jan', given: { occurredAt?: Date } = {}): Promise<Customer> {
  const { ticketId } = await receive(app, account, { from, fromName, subject: `Van ${from}`, ...given });
  return { id: (await seeTicket(app, organisation.id, ticketId)).ticket.contact.id, ticketId };
}
const merge = (from: string, into: string, by = agent) => by.post(`/api/contacts/${from}/merge`, { intoContactId: into });
const merged = async (from: string, into: string): Promise<MergedContacts> => (await merge(from, into)).as(mergedContacts);
const unmerge = (id: string) => agent.post(`/api/contacts/${id}/unmerge`);
const unmerged = async (id: string): Promise<MergedContacts> => (await unmerge(id)).as(mergedContacts);
const read = async (id: string): Promise<Contact> => (await agent.get(`/api/contacts/${id}`)).as(contactShape);
const addresses = ({ identities }: Contact) => identities.map(({ value }) => value).sort();
const ticketsOf = async (id: string) =>
  (await agent.get(`/api/contacts/${id}/tickets`))
    .as(ticketPage)
    .items.map((ticket) => ticket.id)
    .sort();
const ownerOf = async (ticketId: string) => (await seeTicket(app, organisation.id, ticketId)).ticket.contact.id;
const authorsOf = async (ticketId: string) =>
  (await seeTicket(app, organisation.id, ticketId)).messages.map(({ author }) => author.contactId);
const noteOf = async (id: string, note: string) =>
  agent.patch(`/api/contacts/${id}`, { changes: { note }, version: (await read(id)).version });
const groupsOf = async (id: string, groups: string[]) =>
  agent.patch(`/api/contacts/${id}`, { changes: { groups }, version: (await read(id)).version });
/** Everything that refers to a customer, by customer. */
const census = () =>
  asOrganisation(app, organisation.id, (tx) =>
    tx.query(`select c.id, c.name, c.note, c.groups, c.merged_into_id,
      array(select value from contact_identities i where i.contact_id = c.id order by 1) as identities,
      array(select t.id from tickets t where t.contact_id = c.id order by 1) as tickets,
      array(select m.id from messages m where m.author_contact_id = c.id order by 1) as messages,
      array(select m.id from messages m where m.author_contact_id = c.id and m.from_stranger order by 1) as strange
      from contacts c order by c.id`),
  );

it('puts identities, tickets, what was written and notes together, and the old id leads there', async () => {
  await noteOf(jan.id, 'Belt liever');
  await noteOf(work.id, 'Zakelijk');
  const { contact, other } = await merged(work.id, jan.id);
  expect(other).toEqual({ id: work.id, name: 'J. de Vries' });
  expect(contact).toMatchObject({
    id: jan.id,
    name: 'Jan de Vries',
    note: 'Belt liever\n\nZakelijk',
    ticketCount: 2,
    merged: [{ id: work.id }],
  });
  expect(addresses(contact)).toEqual(['j.devries@werk.test', 'jan@klant.test']);
  expect(await read(work.id)).toEqual(contact);
  expect(await ticketsOf(work.id)).toEqual([jan.ticketId, work.ticketId].sort());
  expect(await authorsOf(work.ticketId)).toEqual([jan.id]);
  expect((await agent.get(`/api/tickets/${work.ticketId}`)).as(ticketDetail)).toMatchObject({
    contact: { id: jan.id },
    ticket: { contact: { id: jan.id, name: 'Jan de Vries' } },
  });
});

it('takes what either writes later as one customer’s', async () => {
  await merged(work.id, jan.id);
  expect((await writes('j.devries@werk.test')).id).toBe(jan.id);
  expect((await writes('jan@klant.test')).id).toBe(jan.id);
});

it('gives back exactly what was moved', async () => {
  await receive(app, account, { from: 'j.devries@werk.test' });
  await noteOf(work.id, 'Zakelijk');
  await groupsOf(work.id, ['vip', 'zakelijk']);
  await groupsOf(jan.id, ['vip']);
  const before = await census();
  expect((await merged(work.id, jan.id)).contact.groups).toEqual(['vip', 'zakelijk']);
  expect(await census()).not.toEqual(before);
  const { contact, other } = await unmerged(work.id);
  expect([contact.id, other.id]).toEqual([work.id, jan.id]);
  expect(await census()).toEqual(before);
});

it('gives back, too, what came since from an address that returns, and nothing else', async () => {
  await merged(work.id, jan.id);
  const later = await writes('j.devries@werk.test');
  const late = await writes('j.devries@werk.test', 'J.', { occurredAt: new Date(Date.now() - 3 * 86_400_000) });
  const own = await writes('jan@klant.test');
  await unmerged(work.id);
  for (const { ticketId } of [later, late]) expect(await ownerOf(ticketId)).toBe(work.id);
  expect(await authorsOf(later.ticketId)).toEqual([work.id]);
  expect(await ownerOf(own.ticketId)).toBe(jan.id);
  expect((await writes('j.devries@werk.test')).id).toBe(work.id);
});

it('leaves the name and the note that a colleague wrote since', async () => {
  await noteOf(work.id, 'Zakelijk');
  await merged(work.id, jan.id);
  await noteOf(jan.id, 'Zakelijk, en belt liever');
  await unmerged(work.id);
  expect(await read(jan.id)).toMatchObject({ note: 'Zakelijk, en belt liever', merged: [] });
  expect(await read(work.id)).toMatchObject({ note: 'Zakelijk', name: 'J. de Vries' });
});

it('gives a customer without a name the name of the other, for as long as they are one', async () => {
  const nameless = await writes('jdv@klant.test', '');
  expect((await merged(work.id, nameless.id)).contact.name).toBe('J. de Vries');
  await unmerged(work.id);
  expect((await read(nameless.id)).name).toBe('jdv@klant.test');
});

it('takes apart in any order who were put together one after the other', async () => {
  const third = await writes('vries@school.test', 'De Vries');
  const before = await census();
  await merged(work.id, jan.id);
  await merged(jan.id, third.id);
  expect((await read(work.id)).id).toBe(third.id);
  await unmerged(work.id);
  expect(addresses(await read(work.id))).toEqual(['j.devries@werk.test']);
  expect(addresses(await read(third.id))).toEqual(['jan@klant.test', 'vries@school.test']);
  await unmerged(jan.id);
  expect(await census()).toEqual(before);
});

it('is no stranger any more in a conversation of the other', async () => {
  const token = await asOrganisation(app, organisation.id, async (tx) => {
    const [row] = await tx.query<{ token: string }>('select reply_token as token from tickets where id = $1', [jan.ticketId]);
    return row?.token ?? '';
  });
  await receive(app, account, { from: 'j.devries@werk.test', token });
  const strange = async () => (await seeTicket(app, organisation.id, jan.ticketId)).messages.map(({ fromStranger }) => fromStranger);
  expect(await strange()).toEqual([false, true]);
  await merged(work.id, jan.id);
  expect(await strange()).toEqual([false, false]);
  await unmerged(work.id);
  expect(await strange()).toEqual([false, true]);
});

it('lets one of two merges at once win, and never makes a ring', async () => {
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([merge(work.id, jan.id), merge(jan.id, work.id, organisation.owner)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0]?.status === 200 ? [work.id, answers[1]] : [jan.id, answers[0]];
    expect(lost?.body).toMatchObject({ code: 'contact_merged' });
    expect((await read(jan.id)).id).toBe((await read(work.id)).id);
    await unmerged(won);
  }
});

it('does the same merge once, however often it is asked', async () => {
  const answers = await Promise.all([merge(work.id, jan.id), merge(work.id, jan.id), merge(work.id, jan.id)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await read(jan.id)).merged).toHaveLength(1);
  const undone = await Promise.all([unmerge(work.id), unmerge(work.id)]);
  expect(undone.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('loses no message that comes in at the very moment', async () => {
  for (let round = 0; round < 6; round++) {
    const [customers] = await Promise.all([
      Promise.all(Array.from({ length: 4 }, () => writes('j.devries@werk.test'))),
      merged(work.id, jan.id),
    ]);
    for (const { ticketId } of customers) expect(await ownerOf(ticketId)).toBe(jan.id);
    const [later] = await Promise.all([Promise.all(Array.from({ length: 4 }, () => writes('j.devries@werk.test'))), unmerged(work.id)]);
    for (const { ticketId } of [...later, ...customers]) {
      expect(await ownerOf(ticketId)).toBe(work.id);
      expect(await authorsOf(ticketId)).toEqual([work.id]);
    }
  }
});

it('tells every console who went up in whom, and shows the tickets anew', async () => {
  const socket = await organisation.owner.openSocket();
  const heard: unknown[] = [];
  const rows: string[] = [];
  socket.on('contact.changed', (event) => heard.push(event));
  socket.on('ticket.changed', ({ ticket }) => rows.push(`${ticket.id} ${ticket.contact.id}`));
  await merged(work.id, jan.id);
  await eventually(() => heard.length >= 2 && rows.includes(`${work.ticketId} ${jan.id}`), 'the merge');
  expect(heard).toEqual(
    expect.arrayContaining([
      { id: work.id, becameId: jan.id },
      { id: jan.id, becameId: null },
    ]),
  );
  await unmerged(work.id);
  await eventually(() => rows.at(-1) === `${work.ticketId} ${work.id}` || rows.includes(`${work.ticketId} ${work.id}`), 'the return');
  socket.close();
});

it('refuses what makes no sense, viewers, and customers of others', async () => {
  expect((await merge(jan.id, jan.id)).body).toMatchObject({ code: 'contact_merge_with_itself' });
  expect((await unmerge(jan.id)).body).toMatchObject({ code: 'contact_not_merged' });
  const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
  expect((await merge(work.id, jan.id, viewer)).status).toBe(403);
  const elsewhere = await aFoundedOrganisation(app);
  expect((await merge(work.id, jan.id, elsewhere.owner)).status).toBe(404);
  const theirs = await receive(app, await aChannelAccount(app, elsewhere), { from: 'jan@klant.test' });
  const theirContact = (await seeTicket(app, elsewhere.id, theirs.ticketId)).ticket.contact.id;
  expect((await merge(work.id, theirContact)).status).toBe(404);
  expect((await merge(theirContact, jan.id)).status).toBe(404);
  expect(await ownerOf(work.ticketId)).toBe(work.id);
});

it('does not change by an old look who went up in another', async () => {
  const { version } = await read(work.id);
  await merged(work.id, jan.id);
  const late = await agent.patch(`/api/contacts/${work.id}`, { changes: { name: 'Oud' }, version: version + 1 });
  expect(late).toMatchObject({ status: 409, body: { code: 'contact_changed', meta: { current: { id: jan.id } } } });
});
