import { type SavedDraft, savedDraft, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';

let app: TestApp;
let organisation: FoundedOrganisation;
let agent: SignedInColleague;
let source: string;
let into: string;
const ends: (() => void)[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  organisation = await aFoundedOrganisation(app);
  const account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id });
  [{ id: source }, { id: into }] = [await aTicket(app, account), await aTicket(app, account)];
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const words = (html: string) => ({ html, attachmentIds: [] });
const save = async (ticketId: string, html: string): Promise<SavedDraft> =>
  (await agent.send('PUT', `/api/tickets/${ticketId}/drafts/reply`, words(html), { 'x-client-id': 'tab-1' })).as(savedDraft);
const draftsOf = async (ticketId: string) =>
  (await agent.get(`/api/tickets/${ticketId}`)).as(ticketDetail).drafts.map(({ content }) => content.html);
const merge = async () => expect((await organisation.owner.post(`/api/tickets/${source}/merge`, { intoTicketId: into })).status).toBe(200);
const unmerge = async () => expect((await organisation.owner.post(`/api/tickets/${source}/unmerge`)).status).toBe(200);

it('keeps the words of a merged ticket in the one it went up in, however often they are saved', async () => {
  await save(source, '<p>Hal</p>');
  await merge();
  expect(await save(source, '<p>Hallo</p>')).toMatchObject({ ticketId: into, content: { html: '<p>Hallo</p>' } });
  expect(await save(source, '<p>Hallo Jan</p>')).toMatchObject({ ticketId: into });
  expect(await draftsOf(source)).toEqual([]);
  expect(await draftsOf(into)).toEqual(['<p>Hallo Jan</p>']);
  await unmerge();
  expect(await draftsOf(source)).toEqual(['<p>Hallo Jan</p>']);
  expect(await draftsOf(into)).toEqual([]);
});

it('puts them beside what was begun there', async () => {
  await save(into, '<p>Hier</p>');
  await merge();
  await save(source, '<p>Daar</p>');
  await save(source, '<p>Daarginds</p>');
  expect(await draftsOf(into)).toEqual(['<p>Hier</p><p>Daarginds</p>']);
  // Written on in both.
  await save(into, '<p>Hier ook</p>');
  await save(source, '<p>Daar nog</p>');
  expect(await draftsOf(into)).toEqual(['<p>Hier ook</p><p>Daar nog</p>']);
  // What was joined stays in both, for nobody knows whose word is whose.
  await unmerge();
  expect(await draftsOf(source)).toEqual(['<p>Daar nog</p>']);
});

it('forgets words that are taken away in the merged ticket, and no others', async () => {
  await save(source, '<p>Weg ermee</p>');
  await save(into, '<p>Blijft</p>');
  await merge();
  expect((await agent.del(`/api/tickets/${source}/drafts/reply`)).status).toBe(204);
  expect(await draftsOf(into)).toEqual(['<p>Blijft</p>']);
});

it('loses no word that is saved at the very moment of a merge', async () => {
  for (let round = 0; round < 5; round++) {
    await Promise.all([save(source, `<p>Ronde ${round}</p>`), merge()]);
    expect(await draftsOf(source)).toEqual([]);
    expect((await draftsOf(into)).join()).toContain(`Ronde ${round}`);
    await unmerge();
    await asOrganisation(app, organisation.id, (tx) => tx.query('delete from drafts'));
  }
});

it('tells every tab of the writer, also the one that wrote, where the words are', async () => {
  await save(source, '<p>Hal</p>');
  const socket = await agent.openSocket();
  ends.push(() => socket.close());
  const heard: unknown[] = [];
  socket.on('draft.changed', (event) => heard.push(event));
  await merge();
  await eventually(() => heard.length === 1, 'the move');
  await save(source, '<p>Hallo</p>');
  await eventually(() => heard.length === 2, 'the words');
  expect(heard).toEqual([
    { ticketId: into, from: '' },
    { ticketId: into, from: '' },
  ]);
});
