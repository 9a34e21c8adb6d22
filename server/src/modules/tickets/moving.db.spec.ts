import { twoTickets } from '@balie/shared/contracts/moving.ts';
import { ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';
import { aNote, aReply } from './testing/writing.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({}, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id, name: 'Anna' });
  await asOrganisation(app, organisation.id, (tx) => tx.query(`update channel_accounts set status = 'paused'`));
});

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const detail = async (id: string) => (await agent.get(`/api/tickets/${id}`)).as(ticketDetail);
const change = (id: string, changes: object) => agent.patch(`/api/tickets/${id}`, { changes });
const split = (id: string, ...messageIds: string[]) => agent.post(`/api/tickets/${id}/split`, { messageIds });
const merge = (id: string, intoTicketId: string) => agent.post(`/api/tickets/${id}/merge`, { intoTicketId });
const unmerge = (id: string) => agent.post(`/api/tickets/${id}/unmerge`);
const found = async (q: string) => {
  const answer = await agent.get(`/api/tickets/search?q=${q}`);
  return answer.as(z.object({ items: z.array(z.object({ id: z.string() })) })).items.map(({ id }) => id);
};
const code = (answer: { text: string }) => (JSON.parse(answer.text) as { code?: string }).code;

async function withStranger() {
  const { id, messageId } = await aTicket(app, account, { externalId: 'first@klant.test' });
  clock.advance({ minutes: 5 });
  const given = {
    references: ['first@klant.test'],
    from: 'piet@elders.test',
    fromName: 'Piet',
    subject: 'Eigen vraag',
    text: 'paardenkoets',
  };
  const stranger = await receive(app, account, { ...given, externalId: 'piet@elders.test' });
  return { id, messageId, strangerId: stranger.messageId };
}

describe('splitting', () => {
  it('gives a message a ticket of its own, of who wrote it', async () => {
    const { id, messageId, strangerId } = await withStranger();
    const { ticket, other } = (await split(id, strangerId)).as(twoTickets);
    expect(ticket).toMatchObject({
      id,
      messageCount: 1,
      preview: 'Goedemiddag, Waar blijft mijn bestelling?',
      contact: { address: 'jan@klant.test' },
    });
    expect(other).toMatchObject({
      status: 'open',
      subject: 'Eigen vraag',
      contact: { name: 'Piet', address: 'piet@elders.test' },
      messageCount: 1,
      preview: 'paardenkoets',
      waitingSince: clock.now().toISOString(),
    });
    const [old, own] = [await see(id), await see(other.id)];
    expect(old.messages.map((message) => message.id)).toEqual([messageId]);
    expect(own.messages).toMatchObject([{ id: strangerId, fromStranger: false, newSubject: false }]);
    expect(old.activities.at(-1)).toMatchObject({
      type: 'split_into',
      agentId: agent.id,
      data: { ticketId: other.id, number: other.number },
    });
    expect(own.activities.at(-1)).toMatchObject({ type: 'split_from', data: { ticketId: id, number: ticket.number } });
    expect((await detail(other.id)).replyTo.to).toEqual([{ address: 'piet@elders.test', name: 'Piet' }]);
    expect(await found('paardenkoets')).toEqual([other.id]);
  });

  it('leads later mail to the new ticket', async () => {
    const { id, strangerId } = await withStranger();
    const { other } = (await split(id, strangerId)).as(twoTickets);
    expect((await receive(app, account, { references: ['piet@elders.test'], from: 'piet@elders.test' })).ticketId).toBe(other.id);
  });

  it('is undone by merging back, the stranger being one again', async () => {
    const { id, strangerId } = await withStranger();
    const { other } = (await split(id, strangerId)).as(twoTickets);
    await merge(other.id, id);
    const { messages, ticket } = await see(id);
    expect(messages.find((message) => message.id === strangerId)).toMatchObject({ fromStranger: true });
    expect(ticket.messageCount).toBe(2);
    expect((await detail(id)).replyTo.to).toEqual([{ address: 'jan@klant.test', name: 'Jan de Vries' }]);
  });

  it('leaves something in the ticket, takes what is there, and needs a customer', async () => {
    const { id, messageId, strangerId } = await withStranger();
    expect(code(await split(id, messageId, strangerId))).toBe('split_takes_all');
    const { message } = (await agent.post(`/api/tickets/${id}/notes`, aNote())).as(ticketAndMessage);
    expect(code(await split(id, message.id))).toBe('split_without_customer');
    const elsewhere = await aTicket(app, account);
    expect((await split(id, elsewhere.messageId)).status).toBe(404);
    expect((await see(id)).ticket.messageCount).toBe(3);
  });
});

describe('merging', () => {
  async function two() {
    const source = await aTicket(app, account, { externalId: 'source@klant.test', subject: 'Nog een vraag', text: 'kruiwagen' });
    clock.advance({ minutes: 5 });
    const into = await aTicket(app, account, { externalId: 'into@klant.test', text: 'bakfiets' });
    await change(source.id, { addTags: ['retour', 'maat'] });
    await change(into.id, { addTags: ['maat'] });
    return { source, into };
  }

  it('moves everything, and leaves a closed ticket that leads to the other', async () => {
    const { source, into } = await two();
    await agent.put(`/api/tickets/${source.id}/drafts/reply`, { html: '<p>Bijna</p>', attachmentIds: [] });
    await agent.post(`/api/tickets/${source.id}/notes`, aNote());
    const number = (await see(source.id)).ticket.number;
    const merged = (await merge(source.id, into.id)).as(twoTickets);
    expect(merged.ticket).toMatchObject({ status: 'closed', mergedIntoId: into.id, messageCount: 0, waitingSince: null, tags: [] });
    expect(merged.other).toMatchObject({ id: into.id, status: 'open', mergedIntoId: null, messageCount: 3, tags: ['maat', 'retour'] });
    expect(merged.other.waitingSince).toBe((await see(into.id)).messages[0]?.createdAt);
    expect((await see(source.id)).messages).toEqual([]);
    expect((await detail(into.id)).drafts).toMatchObject([{ kind: 'reply', content: { html: '<p>Bijna</p>' } }]);
    expect((await see(into.id)).activities.at(-1)).toMatchObject({ type: 'merged_from', data: { ticketId: source.id, number } });
    const led = (await agent.get(`/api/tickets/by-number/${number}`)).as(z.object({ id: z.string() }));
    expect(led.id).toBe(into.id);
    expect(await found('kruiwagen')).toEqual([into.id]);
    expect(await found(String(number))).toContain(into.id);
  });

  it('leads later mail on, by reference, token and number', async () => {
    const { source, into } = await two();
    const [row] = await asOrganisation(app, organisation.id, (tx) =>
      tx.query<{ reply_token: string; number: number }>('select reply_token, number from tickets where id = $1', [source.id]),
    );
    await merge(source.id, into.id);
    const byReference = await receive(app, account, { references: ['source@klant.test'] });
    const byToken = await receive(app, account, { token: row?.reply_token ?? '' });
    const byNumber = await receive(app, account, { subjectNumber: row?.number ?? 0 });
    expect([byReference, byToken, byNumber].map(({ ticketId }) => ticketId)).toEqual([into.id, into.id, into.id]);
  });

  it('goes on along a chain of merged tickets', async () => {
    const { source, into } = await two();
    const last = await aTicket(app, account);
    await merge(source.id, into.id);
    await merge(into.id, last.id);
    const [row] = await asOrganisation(app, organisation.id, (tx) =>
      tx.query<{ reply_token: string; number: number }>('select reply_token, number from tickets where id = $1', [source.id]),
    );
    expect((await receive(app, account, { token: row?.reply_token ?? '' })).ticketId).toBe(last.id);
    expect((await agent.get(`/api/tickets/by-number/${row?.number}`)).text).toContain(last.id);
  });

  it('is taken back as it was, with what came meanwhile left where it came', async () => {
    const { source, into } = await two();
    await change(source.id, { status: 'pending' });
    await agent.put(`/api/tickets/${source.id}/drafts/reply`, { html: '<p>Bijna</p>', attachmentIds: [] });
    const [one, other] = [(await see(source.id)).ticket, (await see(into.id)).ticket];
    await merge(source.id, into.id);
    const meanwhile = (await agent.post(`/api/tickets/${into.id}/notes`, aNote())).as(ticketAndMessage).message;
    const { ticket, other: back } = (await unmerge(source.id)).as(twoTickets);
    const same = ({ id, status, tags, waitingSince, messageCount }: typeof one) => ({ id, status, tags, waitingSince, messageCount });
    expect(ticket).toMatchObject({ ...same(one), preview: 'kruiwagen', mergedIntoId: null });
    expect(back).toMatchObject({ ...same(other), messageCount: 2 });
    expect((await see(into.id)).messages.map((message) => message.id)).toContain(meanwhile.id);
    expect((await detail(source.id)).drafts).toHaveLength(1);
    expect((await detail(into.id)).drafts).toEqual([]);
    expect(await found('kruiwagen')).toEqual([source.id]);
    expect(code(await unmerge(source.id))).toBe('ticket_not_merged');
  });

  it('keeps the words of both drafts', async () => {
    const { source, into } = await two();
    await agent.put(`/api/tickets/${source.id}/drafts/reply`, { html: '<p>Een</p>', attachmentIds: [] });
    await agent.put(`/api/tickets/${into.id}/drafts/reply`, { html: '<p>Twee</p>', attachmentIds: [] });
    await merge(source.id, into.id);
    expect((await detail(into.id)).drafts[0]?.content.html).toBe('<p>Twee</p><p>Een</p>');
  });

  it('refuses what makes no sense, and work on what is gone', async () => {
    const { source, into } = await two();
    expect(code(await merge(source.id, source.id))).toBe('merge_with_itself');
    await merge(source.id, into.id);
    expect(code(await merge(source.id, into.id))).toBe('ticket_merged');
    expect(code(await merge(into.id, source.id))).toBe('ticket_merged');
    expect(code(await change(source.id, { status: 'open' }))).toBe('ticket_merged');
    expect(code(await agent.post(`/api/tickets/${source.id}/notes`, aNote()))).toBe('ticket_merged');
    expect((await agent.post(`/api/tickets/${source.id}/replies`, aReply())).status).toBe(409);
  });

  it('lets two colleagues who merge each into the other have it one way', async () => {
    const { source, into } = await two();
    const answers = await Promise.all([merge(source.id, into.id), merge(into.id, source.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
