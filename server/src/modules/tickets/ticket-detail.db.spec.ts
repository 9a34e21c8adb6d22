import { attachment } from '@balie/shared/contracts/files.ts';
import { messageFull, type TimelineItem, ticketDetail, timelinePage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { moment } from './testing/ticket-rows.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let me: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  me = await aColleague(app, { organisationId: shop.id });
});
afterAll(() => app.stop());

const detail = async (id: string, who = me) => (await who.get(`/api/tickets/${id}`)).as(ticketDetail);
const idOf = (item: TimelineItem) => (item.kind === 'message' ? item.message.id : item.activity.id);

/** A ticket with so many more messages and activities, all at the same few moments. */
async function aLongTicket(messages: number, activities: number): Promise<string> {
  const { id } = await aTicket(app, account, { occurredAt: new Date(moment(0)) });
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query(
      `insert into messages (id, organisation_id, ticket_id, direction, text, created_at)
       select gen_random_uuid(), $1, $2, 'note', 'n' || n, $3::timestamptz + (n / 2) * interval '1 minute' from generate_series(1, $4::int) n`,
      [shop.id, id, moment(10), messages],
    );
    await tx.query(
      `insert into activities (id, organisation_id, ticket_id, type, created_at)
       select gen_random_uuid(), $1, $2, 'tags_changed', $3::timestamptz + (n / 2) * interval '1 minute' from generate_series(1, $4::int) n`,
      [shop.id, id, moment(10), activities],
    );
  });
  return id;
}

it('shows a ticket with its customer, its story and whom to answer', async () => {
  const { id, messageId } = await aTicket(app, account, {
    from: 'sjoerd@klant.test',
    fromName: 'Sjoerd Bosma',
    subject: 'Lamp kapot',
    text: 'Hij brandt niet.',
    replyRecipients: { to: [{ address: 'sjoerd@klant.test', name: 'Sjoerd' }], cc: [{ address: 'baas@klant.test', name: '' }] },
    attachments: [
      { sha256: 'b'.repeat(64), storageKey: 'x', sizeBytes: 7, name: 'lamp.png', contentType: 'image/png', contentId: null, inline: false },
    ],
  });
  const seen = await detail(id);
  expect(seen.ticket).toMatchObject({
    id,
    subject: 'Lamp kapot',
    contact: { name: 'Sjoerd Bosma', address: 'sjoerd@klant.test' },
    readAt: null,
  });
  expect(seen.contact).toMatchObject({ name: 'Sjoerd Bosma', ticketCount: 1, identities: [{ kind: 'email', value: 'sjoerd@klant.test' }] });
  expect(seen.replyTo).toEqual({ to: [{ address: 'sjoerd@klant.test', name: 'Sjoerd' }], cc: [{ address: 'baas@klant.test', name: '' }] });
  const [message] = seen.timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  expect(message).toMatchObject({
    id: messageId,
    text: 'Hij brandt niet.',
    attachments: [{ name: 'lamp.png', previewable: true, sizeBytes: 7 }],
  });
  expect(seen.timeline.items.some((item) => item.kind === 'activity' && item.activity.type === 'created')).toBe(true);
  expect(seen.timeline.olderCursor).toBeNull();
  expect(seen.drafts).toEqual([]);
  expect(seen.presence).toEqual([]);
});

describe('the story', () => {
  it('comes newest first by pages, oldest first within, without a gap or a repeat', async () => {
    const id = await aLongTicket(50, 45);
    const first = (await detail(id)).timeline;
    const pages = [first];
    for (let cursor = first.olderCursor; cursor !== null; ) {
      const page: z.infer<typeof timelinePage> = (await me.get(`/api/tickets/${id}/timeline?before=${cursor}`)).as(timelinePage);
      pages.unshift(page);
      cursor = page.olderCursor;
    }
    const items = pages.flatMap((page) => page.items);
    expect(pages.map((page) => page.items.length)).toEqual([7, 30, 30, 30]);
    expect(new Set(items.map(idOf)).size).toBe(97);
    const times = items.map((item) => (item.kind === 'message' ? item.message.createdAt : item.activity.createdAt));
    expect(times).toEqual(times.toSorted());
  });

  it('leaves out a reply that was undone', async () => {
    const { id } = await aTicket(app, account);
    await asOrganisation(app, shop.id, (tx) =>
      tx.query(
        `insert into messages (id, organisation_id, ticket_id, direction, text, delivery_state, to_addresses)
         values ($1, $2, $3, 'outbound', 'Oeps', 'undone', '[{"address": "fout@klant.test", "name": ""}]')`,
        [newId(), shop.id, id],
      ),
    );
    const seen = await detail(id);
    expect(JSON.stringify(seen)).not.toContain('Oeps');
    expect(JSON.stringify(seen.replyTo)).not.toContain('fout@klant.test');
  });

  it('refuses a marker that is none', async () => {
    const { id } = await aTicket(app, account);
    expect((await me.get(`/api/tickets/${id}/timeline?before=x`)).code).toBe('invalid_cursor');
  });
});

it("gives an agent's own drafts with their files, and nobody else's", async () => {
  const { id } = await aTicket(app, account);
  const form = new FormData();
  form.append('file', new Blob(['hallo'], { type: 'text/plain' }), 'brief.txt');
  const file = (await me.post('/api/attachments', form)).as(attachment);
  await me.put(`/api/tickets/${id}/drafts/reply`, { html: '<p>Beste Jan</p>', attachmentIds: [file.id] });
  const colleague = await aColleague(app, { organisationId: shop.id });
  expect((await detail(id)).drafts).toMatchObject([
    { kind: 'reply', content: { html: '<p>Beste Jan</p>' }, attachments: [{ id: file.id, name: 'brief.txt', previewable: false }] },
  ]);
  expect((await detail(id)).ticket.hasDraft).toBe(true);
  expect((await detail(id, colleague)).drafts).toEqual([]);
});

it('says which colleagues are there, and not oneself', async () => {
  const { id } = await aTicket(app, account);
  const colleague = await aColleague(app, { organisationId: shop.id });
  const [ours, theirs] = [await me.openSocket(), await colleague.openSocket()];
  try {
    const heard = new Promise<void>((resolve) => ours.on('presence', (event) => event.agentId === colleague.id && resolve()));
    ours.emit('presence', { ticketId: id, state: 'viewing' });
    theirs.emit('presence', { ticketId: id, state: 'typing' });
    await heard;
    expect((await detail(id)).presence).toEqual([{ agentId: colleague.id, state: 'typing' }]);
  } finally {
    ours.close();
    theirs.close();
  }
});

it('asks the database four questions, for a short ticket and for a long one', async () => {
  const counter = new QueryCounter(app.database.dataSource, shop.id);
  const { id: short } = await aTicket(app, account);
  const long = await aLongTicket(60, 60);
  expect(await counter.during(() => detail(short))).toHaveLength(4);
  expect(await counter.during(() => detail(long))).toHaveLength(4);
});

it('finds a ticket by its number', async () => {
  const { id } = await aTicket(app, account);
  const { number } = (await detail(id)).ticket;
  expect((await me.get(`/api/tickets/by-number/${number}`)).as(z.object({ id: z.string() }))).toEqual({ id });
  expect((await me.get('/api/tickets/by-number/999999')).status).toBe(404);
  expect((await me.get('/api/tickets/by-number/0')).status).toBe(400);
});

it('gives the whole of a message, with what was quoted', async () => {
  const trimmed = await aTicket(app, account, {
    text: 'Ja.',
    html: '<p>Ja.</p>',
    fullText: 'Ja.\n> Echt?',
    fullHtml: '<p>Ja.</p><blockquote>Echt?</blockquote>',
  });
  const plain = await aTicket(app, account, { text: 'Nee.' });
  expect((await me.get(`/api/messages/${trimmed.messageId}/full`)).as(messageFull)).toEqual({
    html: '<p>Ja.</p><blockquote>Echt?</blockquote>',
    text: 'Ja.\n> Echt?',
    hasRemoteImages: false,
  });
  expect((await me.get(`/api/messages/${plain.messageId}/full`)).as(messageFull)).toMatchObject({ html: '', text: 'Nee.' });
});

it('knows nothing of what is not there or belongs to another organisation', async () => {
  const foreign = await aFoundedOrganisation(app, { name: 'De buren' });
  const theirs = await receive(app, await aChannelAccount(app, foreign));
  for (const id of [newId(), theirs.ticketId]) {
    expect((await me.get(`/api/tickets/${id}`)).status).toBe(404);
    expect((await me.get(`/api/tickets/${id}/timeline`)).status).toBe(404);
  }
  expect((await me.get(`/api/messages/${theirs.messageId}/full`)).status).toBe(404);
});
