import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, anInboundMessage, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket, seeTickets } from './testing/look.ts';
import { TicketIntake } from './ticket-intake.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp({}, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set('2026-03-02T09:00:00.000Z');
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
});

const tickets = () => seeTickets(app, organisation.id);
const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const setStatus = (ticketId: string, status: string) =>
  asOrganisation(app, organisation.id, (tx) =>
    tx.query(`update tickets set status = $2, waiting_since = null where id = $1`, [ticketId, status]),
  );

describe('a first message', () => {
  it('opens a ticket that shows who wrote what, and that an answer is awaited', async () => {
    const { id } = await aTicket(app, account, { text: 'Hallo,\n\n  waar   blijft het?' });
    const { ticket, messages, activities } = await see(id);
    expect(ticket).toMatchObject({
      number: 1,
      subject: 'Waar blijft mijn bestelling?',
      status: 'open',
      contact: { name: 'Jan de Vries', address: 'jan@klant.test' },
      preview: 'Hallo, waar blijft het?',
      lastDirection: 'inbound',
      waitingSince: '2026-03-02T09:00:00.000Z',
      messageCount: 1,
      assigneeId: null,
      version: 1,
    });
    expect(messages).toMatchObject([{ direction: 'inbound', author: { name: 'Jan de Vries', address: 'jan@klant.test' } }]);
    expect(activities).toMatchObject([{ type: 'created', agentId: null }]);
  });

  it('numbers the tickets of each organisation from one, without gaps', async () => {
    const other = await aFoundedOrganisation(app);
    const otherAccount = await aChannelAccount(app, other);
    for (let i = 0; i < 3; i++) await aTicket(app, account);
    await aTicket(app, otherAccount);
    expect((await tickets()).map((ticket) => ticket.number)).toEqual([1, 2, 3]);
    expect((await seeTickets(app, other.id)).map((ticket) => ticket.number)).toEqual([1]);
  });

  it('never joins a ticket because the subject is the same', async () => {
    await aTicket(app, account);
    const { created } = await receive(app, account, { subject: 'Re: Waar blijft mijn bestelling?' });
    expect(created).toBe(true);
  });

  it('keeps what PostgreSQL cannot, cleaned', async () => {
    const { id } = await aTicket(app, account, { subject: 'Kapot\u0000 \ud83d', text: 'a\u0000b', fromName: 'J\u0000an \udc00' });
    expect((await see(id)).messages[0]?.text).toBe('ab');
  });
});

describe('an answer', () => {
  it('joins by the reply token, whatever else it says', async () => {
    const { id } = await aTicket(app, account);
    const [row] = await asOrganisation(app, organisation.id, (tx) => tx.query<{ reply_token: string }>('select reply_token from tickets'));
    const answer = await receive(app, account, { token: row?.reply_token ?? '', subject: 'Iets anders', from: 'vrouw-van-jan@klant.test' });
    expect(answer).toMatchObject({ ticketId: id, created: false });
    expect(row?.reply_token).toMatch(/^[a-z2-7]{16}$/);
  });

  it('does not join a ticket of another organisation, token or no token', async () => {
    await aTicket(app, account, { externalId: 'first@klant.test' });
    const [row] = await asOrganisation(app, organisation.id, (tx) => tx.query<{ reply_token: string }>('select reply_token from tickets'));
    const other = await aFoundedOrganisation(app);
    const otherAccount = await aChannelAccount(app, other);
    const stray = await receive(app, otherAccount, { token: row?.reply_token ?? '', references: ['first@klant.test'] });
    expect(stray.created).toBe(true);
    expect((await tickets())[0]?.messageCount).toBe(1);
  });

  it('joins the ticket of the best reference that is known', async () => {
    const older = await aTicket(app, account, { externalId: 'older@klant.test' });
    const newer = await aTicket(app, account, { externalId: 'newer@klant.test' });
    const answer = await receive(app, account, { references: ['unknown@klant.test', 'newer@klant.test', 'older@klant.test'] });
    expect(answer.ticketId).toBe(newer.id);
    expect((await see(older.id)).ticket.messageCount).toBe(1);
  });

  it('does not join through another mailbox', async () => {
    await aTicket(app, account, { externalId: 'first@klant.test' });
    const second = await aChannelAccount(app, organisation);
    expect((await receive(app, second, { references: ['first@klant.test'] })).created).toBe(true);
  });

  it.each(['pending', 'snoozed', 'solved'])('reopens a %s ticket, and says so', async (status) => {
    const { id } = await aTicket(app, account, { externalId: `${status}@klant.test` });
    await setStatus(id, status);
    clock.advance({ minutes: 90 });
    await receive(app, account, { references: [`${status}@klant.test`] });
    const { ticket, activities } = await see(id);
    expect(ticket).toMatchObject({ status: 'open', snoozedUntil: null, waitingSince: '2026-03-02T10:30:00.000Z', version: 2 });
    expect(activities.filter((activity) => activity.type === 'reopened')).toMatchObject([{ data: { from: status, to: 'open' } }]);
  });

  it('opens a new ticket when the old one is closed, and goes on there', async () => {
    const closed = await aTicket(app, account, { externalId: 'closed@klant.test' });
    await setStatus(closed.id, 'closed');
    const followUp = await receive(app, account, { externalId: 'follow-up@klant.test', references: ['closed@klant.test'] });
    expect(followUp.created).toBe(true);
    const third = await receive(app, account, { references: ['closed@klant.test', 'follow-up@klant.test'] });
    expect(third.ticketId).toBe(followUp.ticketId);
    expect((await see(closed.id)).ticket).toMatchObject({ status: 'closed', messageCount: 1 });
  });

  it('leaves spam where it is, and nobody waits there', async () => {
    const { id } = await aTicket(app, account, { externalId: 'spam@klant.test' });
    await setStatus(id, 'spam');
    await receive(app, account, { references: ['spam@klant.test'] });
    expect((await see(id)).ticket).toMatchObject({ status: 'spam', waitingSince: null, messageCount: 2 });
  });

  it('does not shorten the waiting of a customer who writes again', async () => {
    const { id } = await aTicket(app, account, { externalId: 'one@klant.test' });
    clock.advance({ minutes: 10 });
    await receive(app, account, { references: ['one@klant.test'] });
    expect((await see(id)).ticket.waitingSince).toBe('2026-03-02T09:00:00.000Z');
  });

  it('joins the answer that overtook it', async () => {
    const overtaking = await receive(app, account, { externalId: 'second@klant.test', references: ['first@klant.test'] });
    const late = await receive(app, account, { externalId: 'first@klant.test' });
    expect(late).toMatchObject({ ticketId: overtaking.ticketId, created: false });
  });

  it('keeps the answers of different people to one newsletter apart', async () => {
    const one = await receive(app, account, { references: ['newsletter@shop.test'], from: 'a@klant.test' });
    const other = await receive(app, account, { references: ['newsletter@shop.test'], from: 'b@klant.test' });
    expect(other.ticketId).not.toBe(one.ticketId);
    const again = await receive(app, account, { references: ['newsletter@shop.test'], from: 'a@klant.test' });
    expect(again.ticketId).toBe(one.ticketId);
  });

  it('is unread for a colleague who looked while it was under way', async () => {
    const { id } = await aTicket(app, account, { externalId: 'first@klant.test' });
    clock.advance({ minutes: 30 });
    const written = new Date('2026-03-02T09:10:00.000Z');
    await receive(app, account, { references: ['first@klant.test'], occurredAt: written, text: 'Nog iets' });
    const { ticket, messages } = await see(id);
    expect(ticket).toMatchObject({ lastInboundAt: '2026-03-02T09:30:00.000Z', lastMessageAt: written.toISOString(), preview: 'Nog iets' });
    expect(messages.at(-1)).toMatchObject({ createdAt: written.toISOString(), arrivedAt: '2026-03-02T09:30:00.000Z' });
  });
});

describe('the same message again', () => {
  it('counts once', async () => {
    const message = anInboundMessage(app, account);
    const accept = () => asOrganisation(app, organisation.id, (tx) => app.app.get(TicketIntake).accept(tx, message));
    const first = await accept();
    const second = await accept();
    expect(second).toEqual({ ticketId: first.ticketId, messageId: first.messageId, created: false, duplicate: true });
    expect((await see(first.ticketId)).ticket).toMatchObject({ messageCount: 1, version: 1 });
  });

  it('is another message when the content is another one under the same id', async () => {
    await receive(app, account, { externalId: 'reused@klant.test', text: 'Eerste' });
    const second = await receive(app, account, { externalId: 'reused@klant.test', text: 'Tweede' });
    expect(second.duplicate).toBe(false);
  });

  describe('as a mailing list passes it on', () => {
    const text = 'Goedemiddag,\n\nWaar blijft mijn bestelling?';
    const foot = '\n\n_______________\nJe krijgt dit omdat je lid bent van winkeliers.';
    const listed = (given: object) =>
      receive(app, account, { externalId: 'both@klant.test', nature: 'list', throughList: true, text: `${text}${foot}`, ...given });
    beforeEach(async () => {
      await receive(app, account, { externalId: 'both@klant.test', text });
    });

    it('counts once, though the list put its foot under it and rewrote the sender', async () => {
      expect(await listed({})).toMatchObject({ created: false, duplicate: true, listCopy: true });
      const sender = { identity: { kind: 'email' as const, value: 'jan@klant.test' }, name: 'Jan' };
      expect(await listed({ from: 'winkeliers@lijst.test', sender })).toMatchObject({ duplicate: true });
    });

    it('is another message with other words, another sender, a file of its own, or without a list', async () => {
      const file = { sha256: 'a'.repeat(64), storageKey: 'files/a', sizeBytes: 1, name: 'a.pdf', contentType: 'application/pdf' };
      const others = [
        { text: `Goedemiddag,\n\nWaar blijft mijn geld?${foot}` },
        { text: `Vooraf: ${text}${foot}` },
        { from: 'kim@klant.test' },
        { text: `${text}\n\nZie bijlage.`, attachments: [{ ...file, contentId: null, inline: false }] },
        { throughList: false, text: `${text}\n\nNog iets.` },
      ];
      for (const other of others) expect((await listed(other)).duplicate).toBe(false);
    });
  });

  it('is not taken for a duplicate by an id of absurd length', async () => {
    const long = 'x'.repeat(5000);
    const first = await receive(app, account, { externalId: `${long}1` });
    expect((await receive(app, account, { externalId: `${long}1` })).duplicate).toBe(true);
    expect((await receive(app, account, { externalId: 'answer@klant.test', references: [`${long}1`] })).ticketId).toBe(first.ticketId);
    expect((await receive(app, account, { externalId: `${long}2` })).created).toBe(true);
  });
});

it('opens a ticket in each of two mailboxes that got the same mail, and brings each answer to its own', async () => {
  const other = await aChannelAccount(app, organisation);
  const mail = {
    externalId: 'both@klant.test',
    to: [account, other].map(({ address }) => ({ address, name: '' })),
    text: 'Aan jullie beide',
  };
  const [here, there] = [await aTicket(app, account, mail), await aTicket(app, other, mail)];
  expect(here.id).not.toBe(there.id);
  expect(await receive(app, other, mail)).toMatchObject({ ticketId: there.id, duplicate: true });
  expect(await receive(app, other, { references: ['both@klant.test'] })).toMatchObject({ ticketId: there.id, created: false });
  const [mine, theirs] = [await see(here.id), await see(there.id)];
  expect(mine.ticket).toMatchObject({ channelAccountId: account.id, messageCount: 1 });
  expect(theirs.ticket).toMatchObject({ channelAccountId: other.id, messageCount: 2 });
  expect(theirs.ticket.contact.id).toBe(mine.ticket.contact.id);
});

describe('history', () => {
  const days = (count: number) => new Date(clock.now().getTime() - count * 86_400_000);

  it('comes in with its own dates, solved when it is older than a week', async () => {
    const old = await aTicket(app, account, { occurredAt: days(8), silent: true });
    const recent = await aTicket(app, account, { occurredAt: days(6), silent: true });
    expect((await see(old.id)).ticket).toMatchObject({ status: 'solved', waitingSince: null, createdAt: days(8).toISOString() });
    expect((await see(recent.id)).ticket).toMatchObject({ status: 'open', waitingSince: days(6).toISOString() });
  });

  it('reopens nothing a colleague has solved', async () => {
    const { id } = await aTicket(app, account, { externalId: 'first@klant.test', occurredAt: days(3) });
    await setStatus(id, 'solved');
    await asOrganisation(app, organisation.id, (tx) =>
      tx.query(
        `insert into activities (id, organisation_id, ticket_id, type, agent_id) values (gen_random_uuid(), $1, $2, 'status_changed', $3)`,
        [organisation.id, id, organisation.owner.id],
      ),
    );
    await receive(app, account, { references: ['first@klant.test'], occurredAt: days(2), silent: true });
    const { ticket, activities } = await see(id);
    expect(ticket).toMatchObject({ status: 'solved', waitingSince: null, messageCount: 2 });
    expect(activities.some((activity) => activity.type === 'reopened')).toBe(false);
  });

  it('leaves a conversation open whose newest message is recent', async () => {
    const { id } = await aTicket(app, account, { externalId: 'first@klant.test', occurredAt: days(10), silent: true });
    await receive(app, account, { references: ['first@klant.test'], occurredAt: days(2), silent: true });
    expect((await see(id)).ticket).toMatchObject({ status: 'open', waitingSince: days(2).toISOString() });
  });

  it('that comes newest first does not put old words on the list', async () => {
    const { id } = await aTicket(app, account, { occurredAt: days(1), text: 'Nieuw', references: ['old@klant.test'], silent: true });
    await receive(app, account, { externalId: 'old@klant.test', occurredAt: days(2), text: 'Oud', silent: true });
    expect((await see(id)).ticket).toMatchObject({ preview: 'Nieuw', lastMessageAt: days(1).toISOString(), messageCount: 2 });
  });
});

it('points pictures in the text at their attachments, and keeps every other file in the list', async () => {
  const file = (contentId: string | null, name: string) => ({
    sha256: name.padEnd(64, '0'),
    storageKey: `attachments/${name}`,
    sizeBytes: 10,
    name,
    contentType: 'image/png',
    contentId,
    inline: true,
  });
  const { id } = await aTicket(app, account, {
    html: '<p><img src="cid:logo%40mail" /><img src="cid:missing" /></p>',
    attachments: [file('logo@mail', 'logo.png'), file('unused@mail', 'photo.png'), file(null, 'logo.png')],
  });
  const [message] = (await see(id)).messages;
  const [logo, photo, again] = message?.attachments ?? [];
  expect(message?.html).toBe(`<p><img src="/api/attachments/${logo?.id}" /><img src="cid:missing" /></p>`);
  expect([logo, photo, again].map((attachment) => [attachment?.name, attachment?.inline])).toEqual([
    ['logo.png', true],
    ['photo.png', false],
    ['logo.png', false],
  ]);
});
