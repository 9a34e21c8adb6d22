import { ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket, seeTickets } from './testing/look.ts';
import { aReply } from './testing/writing.ts';

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
  await asOrganisation(app, organisation.id, (tx) => tx.query(`update channel_accounts set status = 'paused'`));
});

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const setStatus = (id: string, status: string) => organisation.owner.patch(`/api/tickets/${id}`, { changes: { status } });
const first = (given = {}) => aTicket(app, account, { externalId: 'first@klant.test', ...given });
const answer = (given = {}) => receive(app, account, { references: ['first@klant.test'], ...given });
const detail = async (id: string) => (await organisation.owner.get(`/api/tickets/${id}`)).as(ticketDetail);

describe('an answer to a conversation that is over', () => {
  it('opens a new ticket when the old one is closed, each telling of the other', async () => {
    const { id } = await first();
    await setStatus(id, 'closed');
    const { ticketId, created } = await answer();
    expect(created).toBe(true);
    const [old, next] = [await see(id), await see(ticketId)];
    expect(old.ticket).toMatchObject({ status: 'closed', messageCount: 1 });
    expect(next.ticket).toMatchObject({ status: 'open', messageCount: 1 });
    expect(old.activities.at(-1)).toMatchObject({ type: 'continued', data: { ticketId, number: next.ticket.number } });
    expect(next.activities.at(-1)).toMatchObject({ type: 'continues', data: { ticketId: id, number: old.ticket.number } });
  });

  it('brings a second answer of the same customer to the ticket of the first', async () => {
    const { id } = await first();
    await setStatus(id, 'closed');
    const one = await answer();
    expect((await answer()).ticketId).toBe(one.ticketId);
    const stranger = await answer({ from: 'ander@klant.test' });
    expect([id, one.ticketId]).not.toContain(stranger.ticketId);
  });

  it('reopens a solved ticket of the last days, and goes on in a new one later', async () => {
    const { id } = await first();
    await setStatus(id, 'solved');
    clock.advance({ days: 13 });
    expect((await answer()).ticketId).toBe(id);
    await setStatus(id, 'solved');
    clock.advance({ days: 15 });
    const later = await answer();
    expect(later).toMatchObject({ created: true });
    expect((await see(id)).ticket.status).toBe('solved');
  });

  it('reopens however old the ticket is, when the organisation wants that', async () => {
    expect((await organisation.owner.patch('/api/organisation', { reopenWithinDays: null })).status).toBe(200);
    const { id } = await first();
    await setStatus(id, 'solved');
    clock.advance({ days: 400 });
    expect((await answer()).ticketId).toBe(id);
    expect((await see(id)).ticket.status).toBe('open');
  });
});

describe('a number in the subject', () => {
  it('leads to the ticket of the same sender', async () => {
    const { id } = await first();
    const { number } = (await see(id)).ticket;
    expect((await receive(app, account, { subjectNumber: number })).ticketId).toBe(id);
  });

  it('means nothing to anybody else, nor when there is no such ticket', async () => {
    const { id } = await first();
    const { number } = (await see(id)).ticket;
    const other = await receive(app, account, { subjectNumber: number, from: 'ander@klant.test' });
    expect(other).toMatchObject({ created: true });
    expect(await receive(app, account, { subjectNumber: 2 ** 40 })).toMatchObject({ created: true });
    expect((await see(id)).ticket.messageCount).toBe(1);
  });

  it('stands behind what the mail refers to', async () => {
    const { id } = await first();
    const other = await aTicket(app, account);
    const { number } = (await see(other.id)).ticket;
    expect((await answer({ subjectNumber: number })).ticketId).toBe(id);
  });
});

describe('a stranger who quotes a conversation', () => {
  it('is shown as new to it, and no answer goes to them by itself', async () => {
    const { id } = await first();
    const { messageId, ticketId } = await answer({ from: 'dief@elders.test', fromName: 'Dief' });
    expect(ticketId).toBe(id);
    const { messages } = await see(id);
    expect(messages.find((message) => message.id === messageId)).toMatchObject({ fromStranger: true });
    expect((await detail(id)).replyTo).toEqual({ to: [{ address: 'jan@klant.test', name: 'Jan de Vries' }], cc: [] });
    const again = await answer({ from: 'dief@elders.test' });
    expect((await see(id)).messages.find((message) => message.id === again.messageId)).toMatchObject({ fromStranger: true });
  });

  const inTheNameOfJan = {
    from: 'boef@elders.test',
    sender: { identity: { kind: 'email', value: 'jan@klant.test' }, name: 'Jan de Vries' },
    replyRecipients: { to: [{ address: 'jan@klant.test', name: '' }], cc: [] },
  } as const;

  it('is one also when they ask to answer to the customer, and no number in the subject lets them in', async () => {
    const { id } = await first();
    const { messageId, ticketId } = await answer({ ...inTheNameOfJan, senderUnproven: true });
    expect(ticketId).toBe(id);
    const { ticket, messages } = await see(id);
    expect(messages.find((message) => message.id === messageId)).toMatchObject({ fromStranger: true });
    expect(await receive(app, account, { ...inTheNameOfJan, senderUnproven: true, subjectNumber: ticket.number })).toMatchObject({
      created: true,
    });
  });

  it('is none when a form or a colleague of ours speaks for the customer, nor at another address of theirs', async () => {
    const { id } = await first();
    const form = await answer(inTheNameOfJan);
    const { number } = (await see(id)).ticket;
    expect(await receive(app, account, { ...inTheNameOfJan, subjectNumber: number })).toMatchObject({ ticketId: id });
    const bridge = { ...inTheNameOfJan, from: 'bericht@markt.test', senderUnproven: true };
    const begun = await aTicket(app, account, { ...bridge, externalId: 'markt@markt.test' });
    const next = await receive(app, account, { ...bridge, references: ['markt@markt.test'] });
    expect(next.ticketId).toBe(begun.id);
    for (const [ticketId, messageId] of [
      [id, form.messageId],
      [begun.id, next.messageId],
    ]) {
      const { messages } = await see(ticketId ?? '');
      expect(messages.find((message) => message.id === messageId)).toMatchObject({ fromStranger: false });
    }
  });

  it('is none when earlier mail named them, or when a colleague wrote to them', async () => {
    const { id } = await first({ cc: [{ address: 'Partner@klant.test', name: '' }] });
    await answer({ from: 'partner@klant.test' });
    const { message } = (
      await organisation.owner.post(`/api/tickets/${id}/replies`, aReply({ to: [{ address: 'expert@elders.test', name: '' }] }))
    ).as(ticketAndMessage);
    expect(message.direction).toBe('outbound');
    await answer({ from: 'expert@elders.test' });
    expect((await see(id)).messages.map((known) => known.fromStranger)).toEqual([false, false, false, false]);
  });
});

it('marks an answer about something else, by its subject', async () => {
  const { id } = await first();
  await answer({ subject: 'Antw: waar blijft mijn  bestelling?' });
  await answer({ subject: 'Andere vraag over maat 38' });
  await answer({ subject: '' });
  expect((await see(id)).messages.map((message) => message.newSubject)).toEqual([false, false, true, false]);
});

describe('what a machine writes', () => {
  it.each(['automatic', 'list', 'bounce'] as const)('of the nature %s is kept and calls nobody to work', async (nature) => {
    const { id } = await first();
    await setStatus(id, 'solved');
    const before = (await see(id)).ticket;
    clock.advance({ minutes: 5 });
    expect((await answer({ nature, text: 'Ik ben er niet' })).ticketId).toBe(id);
    const { ticket, messages } = await see(id);
    expect(messages.at(-1)).toMatchObject({ nature, text: 'Ik ben er niet' });
    expect(ticket).toMatchObject({
      status: 'solved',
      waitingSince: null,
      preview: before.preview,
      lastMessageAt: before.lastMessageAt,
      lastInboundAt: before.lastInboundAt,
      messageCount: 2,
    });
  });

  it('stays in a closed ticket', async () => {
    const { id } = await first();
    await setStatus(id, 'closed');
    expect(await answer({ nature: 'automatic' })).toMatchObject({ ticketId: id, created: false });
    expect((await see(id)).ticket.status).toBe('closed');
  });

  it('opens a ticket where nobody waits, unless many may', async () => {
    const waiting = async (nature: 'automatic' | 'bounce' | 'list') => (await see((await aTicket(app, account, { nature })).id)).ticket;
    expect(await waiting('automatic')).toMatchObject({ status: 'open', waitingSince: null });
    expect(await waiting('bounce')).toMatchObject({ status: 'open', waitingSince: null });
    expect((await waiting('list')).waitingSince).not.toBeNull();
  });
});

describe('a storm of one sender', () => {
  it('does not reopen a ticket any more, and is told of once', async () => {
    const { id } = await first();
    for (let n = 0; n < 9; n++) await answer();
    await setStatus(id, 'pending');
    for (let n = 0; n < 5; n++) await answer();
    const { ticket, activities, messages } = await see(id);
    expect(ticket).toMatchObject({ status: 'pending', messageCount: 15, waitingSince: null });
    expect(activities.filter(({ type }) => type === 'braked')).toHaveLength(1);
    expect(messages.filter(({ nature }) => nature === 'automatic')).toHaveLength(5);
    clock.advance({ minutes: 11 });
    await answer();
    expect((await see(id)).ticket.status).toBe('open');
  });

  it('opens twenty tickets at most when machines speak; the others speak on', async () => {
    for (let n = 0; n < 25; n++) await receive(app, account, { nature: 'automatic' });
    await receive(app, account, { from: 'ander@klant.test', nature: 'automatic' });
    const tickets = await seeTickets(app, organisation.id);
    expect(tickets).toHaveLength(21);
    expect(tickets[19]?.messageCount).toBe(6);
  });

  it('never joins what people write', async () => {
    for (let n = 0; n < 25; n++) await receive(app, account);
    expect(await seeTickets(app, organisation.id)).toHaveLength(25);
  });

  it('is none when a form sends for many people', async () => {
    for (let n = 0; n < 25; n++) {
      await receive(app, account, {
        from: 'formulier@klompen.test',
        nature: 'automatic',
        replyRecipients: { to: [{ address: `k${n}@klant.test`, name: '' }], cc: [] },
      });
    }
    expect(await seeTickets(app, organisation.id)).toHaveLength(25);
  });

  it('is none when the mail was written over hours and came in at once', async () => {
    const at = (n: number) => new Date(clock.now().getTime() - n * 3_600_000);
    for (let n = 25; n > 0; n--) await receive(app, account, { occurredAt: at(n), nature: 'automatic' });
    expect(await seeTickets(app, organisation.id)).toHaveLength(25);
  });
});

it('keeps who passed a message on', async () => {
  const { id } = await first({ forwardedBy: { address: 'baas@klompen.test', name: 'Baas' } });
  expect((await see(id)).messages[0]?.forwardedBy).toEqual({ address: 'baas@klompen.test', name: 'Baas' });
});
