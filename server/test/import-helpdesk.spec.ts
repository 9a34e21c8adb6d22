import { importFailurePage } from '@balie/shared/contracts/imports.ts';
import { searchPage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aColleague,
  aFoundedOrganisation,
  type FoundedOrganisation,
  type SignedInColleague,
} from '../src/modules/agents/testing/people.ts';
import {
  chatwootConversation,
  FRESHDESK_CSV,
  FRESHDESK_XML,
  freshdeskTicket,
  lines,
  zendeskTicket,
  zendeskUser,
} from '../src/modules/imports/testing/exports.ts';
import { aChannelAccount, receive, type TestChannelAccount } from '../src/modules/tickets/testing/inbound.ts';
import { seeTicket, seeTickets } from '../src/modules/tickets/testing/look.ts';
import { zipOf } from '../src/platform/archive/testing/zip-writer.ts';
import { bringOver } from './support/imports.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let house: FoundedOrganisation;
let account: TestChannelAccount;
let owner: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  house = await aFoundedOrganisation(app);
  owner = house.owner;
  account = await aChannelAccount(app, house);
});

const tickets = () => seeTickets(app, house.id);
async function onlyTicket() {
  const [ticket, ...others] = await tickets();
  if (!ticket || others.length > 0) throw new Error(`There are ${others.length + (ticket ? 1 : 0)} tickets`);
  return seeTicket(app, house.id, ticket.id);
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('an export of Zendesk', () => {
  it('becomes tickets as they were: dates, notes, tags, status, who said what, and links to files', async () => {
    const sanne = await aColleague(app, { organisationId: house.id, name: 'Sanne hier', email: `sanne-${house.id}@winkel.test` });
    const people = [{ ...zendeskUser, name: 'Oud Collega' }];
    const ticket = zendeskTicket(12, { assignee: { id: 7, name: 'Sanne de Vries', email: sanne.email } });
    const run = await bringOver(owner, 'zendesk', account.id, [
      { name: 'users.json', contents: lines(people) },
      { name: 'tickets.json', contents: lines([ticket]) },
    ]);
    expect(run).toMatchObject({ state: 'finished', made: 1, skipped: 1, failed: 0, linkedFiles: 1 });

    const { ticket: row, messages, activities } = await onlyTicket();
    expect(row).toMatchObject({
      status: 'closed',
      priority: 'high',
      tags: ['garantie', 'lampen-hal'],
      assigneeId: sanne.id,
      createdAt: '2021-03-04T09:00:00.000Z',
      lastMessageAt: '2021-03-04T09:30:00.000Z',
      lastInboundAt: null,
      waitingSince: null,
      messageCount: 3,
      contact: { name: 'Jan Klant', address: 'jan@klant.test' },
    });
    expect(
      messages.map(({ direction, author, createdAt, delivery }) => [direction, author.name, author.agentId, createdAt, delivery.state]),
    ).toEqual([
      ['inbound', 'Jan Klant', null, '2021-03-04T09:00:00.000Z', 'received'],
      ['note', 'Sanne hier', sanne.id, '2021-03-04T09:10:00.000Z', 'sent'],
      ['outbound', 'Oud Collega', null, '2021-03-04T09:30:00.000Z', 'sent'],
    ]);
    expect(messages[0]?.html).toContain('<b>knippert</b>');
    expect(messages[0]?.html).not.toContain('script');
    expect(messages[0]?.html).toContain('lamp.jpg');
    expect(activities.map(({ type, data }) => [type, data])).toContainEqual(['imported', { number: '#12' }]);
    for (const words of ['knippert', '12']) {
      const hits = (await owner.get(`/api/tickets/search?q=${words}`)).as(searchPage).items;
      expect(hits.map(({ id }) => id)).toEqual([row.id]);
    }
  });

  it('adds nothing twice, and of a later one only what is new', async () => {
    const run = (records: unknown[]) => bringOver(owner, 'zendesk', account.id, [{ name: 't.json', contents: lines(records) }]);
    await run([zendeskTicket(1)]);
    const before = await onlyTicket();
    expect(await run([zendeskTicket(1)])).toMatchObject({ made: 0, known: 1 });
    expect(await onlyTicket()).toEqual(before);

    const comments = zendeskTicket(1)['comments'] as object[];
    const later = { id: 999_001, author_id: 501, body: 'Toch weer stuk.', public: true, created_at: '2021-04-01T10:00:00Z' };
    expect(await run([zendeskTicket(1, { comments: [...comments, later] }), zendeskTicket(2)])).toMatchObject({ made: 2, known: 0 });
    expect((await tickets()).map(({ messageCount }) => messageCount)).toEqual([4, 3]);
  });

  it('does not close what has gone on here meanwhile', async () => {
    const open = (comments: object[]) =>
      zendeskTicket(1, {
        status: 'open',
        created_at: minutesAgo(900),
        comments,
        requester: { id: 501, name: 'Jan', email: 'jan@klant.test' },
      });
    const question = {
      id: 71,
      author_id: 501,
      body: 'En nu?',
      public: true,
      created_at: minutesAgo(800),
      metadata: { system: { message_id: '<nu@klant.test>' } },
    };
    await bringOver(owner, 'zendesk', account.id, [{ name: 't.json', contents: lines([open([question])]) }]);
    const { created } = await receive(app, account, { references: ['nu@klant.test'], text: 'Hallo?' });
    expect(created).toBe(false);
    const answer = { id: 72, author_id: 7, body: 'Klaar.', public: true, created_at: minutesAgo(700) };
    const solved = { ...open([question, answer]), status: 'solved' };
    expect(await bringOver(owner, 'zendesk', account.id, [{ name: 't.json', contents: lines([solved]) }])).toMatchObject({ made: 1 });
    const { ticket, messages } = await onlyTicket();
    expect(ticket.status).toBe('open');
    expect(ticket.waitingSince).not.toBeNull();
    expect(messages.map(({ text }) => text)).toEqual(['En nu?', 'Klaar.', 'Hallo?']);
  });

  it('leaves open what is open there, unless nobody wrote for a month', async () => {
    const requester = { id: 501, name: 'Jan', email: 'jan@klant.test' };
    const recent = (number: number, status: string, comments: object[]) =>
      zendeskTicket(number, { status, created_at: minutesAgo(5_000), comments, requester });
    const question = { id: 71, author_id: 501, body: 'En nu?', public: true, created_at: minutesAgo(60) };
    const answer = { id: 72, author_id: 7, body: 'Even kijken', public: true, created_at: minutesAgo(30) };
    await bringOver(owner, 'zendesk', account.id, [
      {
        name: 't.json',
        contents: lines([
          zendeskTicket(1, { status: 'open' }),
          recent(2, 'new', [question]),
          recent(3, 'pending', [{ ...question, id: 81 }, answer]),
          recent(4, 'hold', [{ ...question, id: 91 }]),
        ]),
      },
    ]);
    expect((await tickets()).map(({ status, waitingSince }) => [status, waitingSince === null])).toEqual([
      ['solved', true],
      ['open', false],
      ['pending', true],
      ['open', false],
    ]);
  });

  it('sets aside what it cannot read and goes on', async () => {
    const contents = `${JSON.stringify(zendeskTicket(1))}\n{"id": 2, "subject": "Afgebro\n${JSON.stringify(zendeskTicket(3, { requester: null, requester_id: null, via: null }))}\n${JSON.stringify(zendeskTicket(4))}\n`;
    const run = await bringOver(owner, 'zendesk', account.id, [{ name: 't.json', contents }]);
    expect(run).toMatchObject({ made: 2, failed: 2 });
    const { items } = (await owner.get(`/api/imports/${run.id}/failures`)).as(importFailurePage);
    expect(items.map(({ code, label }) => [code, label])).toEqual([
      ['unreadable', '{"id": 2, "subject": "Afgebro'],
      ['no_customer', '#3 Lamp knippert 3'],
    ]);
  });

  it('is found by an answer to one of its mails', async () => {
    await bringOver(owner, 'zendesk', account.id, [{ name: 't.json', contents: lines([zendeskTicket(1, { status: 'solved' })]) }]);
    const { ticket } = await onlyTicket();
    const { ticketId, created } = await receive(app, account, { references: ['jan-1@klant.test'] });
    const after = await seeTicket(app, house.id, ticketId);
    // It is over for long: the answer goes on in a new ticket that tells of the old one.
    expect(created).toBe(true);
    expect(after.activities).toContainEqual(
      expect.objectContaining({ type: 'continues', data: { ticketId: ticket.id, number: ticket.number } }),
    );
  });
});

describe('an export of Freshdesk', () => {
  it('comes in as JSON in a zip, as XML and as CSV', async () => {
    const json = JSON.stringify(
      [freshdeskTicket(31), freshdeskTicket(32, { spam: true }), freshdeskTicket(33, { deleted: true })],
      null,
      2,
    );
    const run = await bringOver(owner, 'freshdesk', account.id, [
      { name: 'export.zip', contents: zipOf([{ name: 'Tickets0.json', contents: Buffer.from(json) }]) },
      { name: 'Tickets1.xml', contents: FRESHDESK_XML.replaceAll('>31<', '>34<') },
      { name: 'tickets.csv', contents: FRESHDESK_CSV },
    ]);
    expect(run).toMatchObject({ made: 4, skipped: 1, failed: 1 });
    const rows = await tickets();
    expect(rows.map(({ subject, status, priority, createdAt }) => [subject, status, priority, createdAt.slice(0, 10)])).toEqual([
      ['Retour 31', 'solved', 'low', '2020-05-04'],
      ['Retour 32', 'spam', 'low', '2020-05-04'],
      ['Kapotte vaas & schaal', 'closed', 'high', '2019-01-02'],
      ['Waar blijft, mijn "lamp"?', 'solved', 'normal', '2018-03-04'],
    ]);
    const { messages } = await seeTicket(app, house.id, rows[0]?.id ?? '');
    expect(messages.map(({ direction, text }) => [direction, text])).toEqual([
      ['inbound', 'Ik wil iets retour sturen.'],
      ['outbound', 'Stuur maar op.'],
      ['note', 'Klant belde ook.'],
      ['inbound', 'Dank je!'],
    ]);
  });
});

describe('conversations of Chatwoot', () => {
  it('come in with customers who have a phone, or nothing but a name', async () => {
    const nameless = { sender: { id: 99, name: 'Bezoeker 99' } };
    const run = await bringOver(owner, 'chatwoot', account.id, [
      {
        name: 'p.json',
        contents: JSON.stringify({ data: { payload: [chatwootConversation(1), chatwootConversation(2, { meta: nameless })] } }),
      },
      { name: 'q.json', contents: lines([chatwootConversation(3, { meta: nameless })]) },
    ]);
    expect(run).toMatchObject({ made: 3, failed: 0, linkedFiles: 3 });
    const rows = await tickets();
    expect(rows.map(({ contact }) => [contact.name, contact.address])).toEqual([
      ['Lotte', '+31612345678'],
      ['Bezoeker 99', ''],
      ['Bezoeker 99', ''],
    ]);
    expect(rows[1]?.contact.id).toBe(rows[2]?.contact.id);
    const { messages } = await seeTicket(app, house.id, rows[0]?.id ?? '');
    expect(messages.map(({ direction, createdAt }) => [direction, createdAt])).toEqual([
      ['inbound', '2023-06-01T12:00:00.000Z'],
      ['outbound', '2023-06-01T12:01:00.000Z'],
      ['note', '2023-06-01T12:01:10.000Z'],
    ]);
  });
});
