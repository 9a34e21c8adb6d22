import { ticketAndMessage, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';
import { aNote, aReply } from './testing/writing.ts';

const UNDO_SECONDS = 30;
const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: String(UNDO_SECONDS) }, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id, name: 'Anna' });
});

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const reply = async (ticketId: string, given = {}, by = agent) =>
  (await by.post(`/api/tickets/${ticketId}/replies`, aReply(given))).as(ticketAndMessage);
const jobsOf = (messageId: string) =>
  asOrganisation(app, organisation.id, (tx) =>
    tx.query('select run_at from graphile_worker.jobs where key = $1', [`deliver:${messageId}`]),
  );

describe('a reply', () => {
  it('is queued until its undo window ends, and moves the ticket on', async () => {
    const { id } = await aTicket(app, account);
    clock.advance({ minutes: 5 });
    const { ticket, message } = await reply(id);
    expect(ticket).toMatchObject({
      status: 'pending',
      assigneeId: agent.id,
      waitingSince: null,
      lastDirection: 'outbound',
      preview: 'Hallo Jan, hij is onderweg.',
      messageCount: 2,
      version: 2,
    });
    expect(message).toMatchObject({
      direction: 'outbound',
      author: { agentId: agent.id, name: 'Anna' },
      from: { address: account.address, name: 'Anna' },
      to: [{ address: 'jan@klant.test', name: 'Jan de Vries' }],
      delivery: { state: 'queued', attempts: 0, undoUntil: new Date(clock.now().getTime() + UNDO_SECONDS * 1000).toISOString() },
    });
    expect(await jobsOf(message.id)).toHaveLength(1);
    const { activities } = await see(id);
    expect(activities.map((activity) => [activity.type, activity.data])).toEqual([
      ['created', {}],
      ['assigned', { from: null, to: agent.id }],
      ['status_changed', { from: 'open', to: 'pending' }],
    ]);
  });

  it('leaves under the subject of what it answers', async () => {
    const { id } = await aTicket(app, account, { externalId: 'first@klant.test', subject: 'Maat 38' });
    const subjectAfter = async (given?: { subject: string; from?: string; nature?: 'automatic' }) => {
      clock.advance({ minutes: 1 });
      if (given) await receive(app, account, { references: ['first@klant.test'], ...given });
      const { message } = await reply(id);
      const [row] = await asOrganisation(app, organisation.id, (tx) =>
        tx.query<{ subject: string }>('select subject from messages where id = $1', [message.id]),
      );
      return row?.subject;
    };
    expect(await subjectAfter()).toBe('Maat 38');
    expect(await subjectAfter({ subject: 'RE: Maat 38' })).toBe('Maat 38');
    expect(await subjectAfter({ subject: 'Adres gewijzigd' })).toBe('Adres gewijzigd');
    expect(await subjectAfter({ subject: 'Re: Adres gewijzigd' })).toBe('Re: Adres gewijzigd');
    expect(await subjectAfter({ subject: '' })).toBe('Re: Adres gewijzigd');
    expect(await subjectAfter({ subject: 'Adres gewijzigd' })).toBe('Adres gewijzigd');
    expect(await subjectAfter({ subject: 'Koop bij ons', from: 'dief@elders.test' })).toBe('Adres gewijzigd');
    expect(await subjectAfter({ subject: 'Niet op kantoor', nature: 'automatic' })).toBe('Adres gewijzigd');
  });

  it('leaves the ticket with the colleague who has it', async () => {
    const { id } = await aTicket(app, account);
    await organisation.owner.patch(`/api/tickets/${id}`, { changes: { assigneeId: organisation.owner.id } });
    expect((await reply(id)).ticket.assigneeId).toBe(organisation.owner.id);
  });

  it('does what belongs to it in the same breath, or nothing at all', async () => {
    const { id } = await aTicket(app, account);
    const changes = { priority: 'high' as const, addTags: ['retour'] };
    expect((await agent.post(`/api/tickets/${id}/replies`, aReply({ changes: { ...changes, assigneeId: newId() } }))).code).toBe(
      'assignee_unavailable',
    );
    expect((await see(id)).messages).toHaveLength(1);
    const { ticket } = await reply(id, { changes, thenStatus: 'solved' });
    expect(ticket).toMatchObject({ status: 'solved', priority: 'high', tags: ['retour'], assigneeId: agent.id });
  });

  it('counts once however often the same request comes, also at once', async () => {
    const { id } = await aTicket(app, account);
    const request = aReply();
    const answers = await Promise.all([1, 2, 3, 4].map(() => agent.post(`/api/tickets/${id}/replies`, request)));
    const repeated = await agent.post(`/api/tickets/${id}/replies`, request);
    expect([...answers, repeated].map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set([...answers, repeated].map((answer) => answer.text)).size).toBe(1);
    expect((await see(id)).ticket.messageCount).toBe(2);
  });

  it('loses nothing when two colleagues answer at once', async () => {
    const { id } = await aTicket(app, account);
    await Promise.all([reply(id, { html: '<p>Een</p>' }), reply(id, { html: '<p>Twee</p>' }, organisation.owner)]);
    const { ticket, messages } = await see(id);
    expect(ticket).toMatchObject({ messageCount: 3, version: 3 });
    expect(messages.map((message) => message.text).sort()).toEqual(expect.arrayContaining(['Een', 'Twee']));
  });

  it('carries no scripts out of the house', async () => {
    const { id } = await aTicket(app, account);
    const { message } = await reply(id, { html: '<p onclick="x()">Hoi</p><script>x()</script>' });
    expect(message.html).toBe('<p>Hoi</p>');
  });

  it('is not for viewers, not for other organisations, not for closed tickets or spam', async () => {
    const { id } = await aTicket(app, account);
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const stranger = (await aFoundedOrganisation(app)).owner;
    expect((await viewer.post(`/api/tickets/${id}/replies`, aReply())).status).toBe(403);
    expect((await stranger.post(`/api/tickets/${id}/replies`, aReply())).status).toBe(404);
    for (const status of ['closed', 'spam']) {
      await agent.patch(`/api/tickets/${id}`, { changes: { status } });
      const refused = await agent.post(`/api/tickets/${id}/replies`, aReply());
      expect([refused.status, refused.code]).toEqual([409, 'ticket_not_answerable']);
    }
    expect((await see(id)).ticket.messageCount).toBe(1);
  });

  it('says what is wrong: nothing written, no such file, no mail address', async () => {
    const { id } = await aTicket(app, account);
    const codes = [];
    for (const given of [{ html: '<p> </p>' }, { attachmentIds: [newId()] }, { to: [{ address: 'jan', name: '' }] }]) {
      codes.push((await agent.post(`/api/tickets/${id}/replies`, aReply(given))).code);
    }
    expect(codes).toEqual(['empty_message', 'attachment_unknown', 'invalid_recipient']);
    expect((await see(id)).ticket.messageCount).toBe(1);
  });

  it('cannot leave through a channel that was disconnected', async () => {
    const { id } = await aTicket(app, account);
    await asOrganisation(app, organisation.id, (tx) => tx.query('update channel_accounts set removed_at = now()'));
    expect((await agent.post(`/api/tickets/${id}/replies`, aReply())).code).toBe('channel_disconnected');
  });
});

describe('undo', () => {
  const undo = (messageId: string, by = agent) => by.post(`/api/messages/${messageId}/undo`);

  it('gives the text back and makes the ticket what it was', async () => {
    const { id } = await aTicket(app, account);
    const before = (await see(id)).ticket;
    clock.advance({ minutes: 5 });
    const { message } = await reply(id, { cc: [{ address: 'cc@klant.test', name: '' }] });
    clock.advance({ seconds: UNDO_SECONDS - 1 });
    const { ticket, draft } = (await undo(message.id)).as(undoneReply);
    expect(ticket).toEqual({ ...before, version: 3 });
    expect(draft.content).toMatchObject({
      html: '<p>Hallo Jan, hij is onderweg.</p>',
      to: [{ address: 'jan@klant.test', name: 'Jan de Vries' }],
      cc: [{ address: 'cc@klant.test', name: '' }],
    });
    expect(await jobsOf(message.id)).toEqual([]);
    const { messages, activities } = await see(id);
    expect(messages.at(-1)?.delivery.state).toBe('undone');
    expect(activities.at(-1)).toMatchObject({ type: 'reply_undone', agentId: agent.id });
  });

  it('puts a snoozed ticket back to sleep', async () => {
    const { id } = await aTicket(app, account);
    const snoozedUntil = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await agent.patch(`/api/tickets/${id}`, { changes: { snoozedUntil } });
    const { message, ticket } = await reply(id);
    expect(ticket).toMatchObject({ status: 'pending', snoozedUntil: null });
    expect((await undo(message.id)).as(undoneReply).ticket).toMatchObject({ status: 'snoozed', snoozedUntil });
  });

  it('keeps what happened since: a colleague took it, the customer wrote again', async () => {
    const { id } = await aTicket(app, account, { externalId: `${newId()}@klant.test` });
    const waitingSince = (await see(id)).ticket.waitingSince;
    clock.advance({ minutes: 1 });
    const { message } = await reply(id);
    await organisation.owner.patch(`/api/tickets/${id}`, { changes: { assigneeId: organisation.owner.id } });
    const [row] = await asOrganisation(app, organisation.id, (tx) => tx.query<{ reply_token: string }>('select reply_token from tickets'));
    clock.advance({ seconds: 5 });
    await receive(app, account, { token: row?.reply_token ?? '', text: 'Nog een vraag' });
    const { ticket } = (await undo(message.id)).as(undoneReply);
    expect(ticket).toMatchObject({ status: 'open', assigneeId: organisation.owner.id, preview: 'Nog een vraag', waitingSince });
  });

  it('comes too late once the window is over, or the message on its way', async () => {
    const { id } = await aTicket(app, account);
    const { message } = await reply(id);
    clock.advance({ seconds: UNDO_SECONDS });
    const late = await undo(message.id);
    expect([late.status, late.code]).toEqual([409, 'undo_too_late']);
    expect((await see(id)).messages.at(-1)?.delivery.state).toBe('queued');
  });

  it('cannot be done twice, by a colleague, or by a stranger', async () => {
    const { id } = await aTicket(app, account);
    const { message } = await reply(id);
    expect((await undo(message.id, organisation.owner)).code).toBe('not_your_reply');
    expect((await undo(message.id, (await aFoundedOrganisation(app)).owner)).status).toBe(404);
    expect((await undo(message.id)).status).toBe(200);
    expect((await undo(message.id)).code).toBe('undo_too_late');
  });

  it('puts the text before what was begun meanwhile', async () => {
    const { id } = await aTicket(app, account);
    const { message } = await reply(id);
    await agent.put(`/api/tickets/${id}/drafts/reply`, { html: '<p>Nog iets</p>' });
    const { draft } = (await undo(message.id)).as(undoneReply);
    expect(draft.content.html).toBe('<p>Hallo Jan, hij is onderweg.</p><p>Nog iets</p>');
  });
});

describe('a note', () => {
  it('is written by viewers too, changes neither status nor waiting, and leaves the house never', async () => {
    const { id } = await aTicket(app, account);
    const before = (await see(id)).ticket;
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const request = aNote();
    const first = await viewer.post(`/api/tickets/${id}/notes`, request);
    const again = await viewer.post(`/api/tickets/${id}/notes`, request);
    const { ticket, message } = first.as(ticketAndMessage);
    expect(again.text).toBe(first.text);
    expect(ticket).toMatchObject({
      status: 'open',
      waitingSince: before.waitingSince,
      lastDirection: 'note',
      messageCount: 2,
      assigneeId: null,
    });
    expect(message).toMatchObject({ direction: 'note', delivery: { state: 'received' } });
    expect(await jobsOf(message.id)).toEqual([]);
  });

  it('tells those it mentions, once each; strangers, the deactivated and the writer are not told', async () => {
    const { id } = await aTicket(app, account);
    const gone = await aColleague(app, { organisationId: organisation.id, active: false });
    const stranger = (await aFoundedOrganisation(app)).owner;
    const mentionIds = [organisation.owner.id, organisation.owner.id, gone.id, stranger.id, agent.id];
    const { message } = (await agent.post(`/api/tickets/${id}/notes`, aNote({ mentionIds }))).as(ticketAndMessage);
    expect([...message.mentionIds].sort()).toEqual([organisation.owner.id, agent.id].sort());
    const told = await asOrganisation(app, organisation.id, (tx) =>
      tx.query('select agent_id, kind, message_id, actor_id from notifications'),
    );
    expect(told).toEqual([{ agent_id: organisation.owner.id, kind: 'mention', message_id: message.id, actor_id: agent.id }]);
  });
});

describe('a conversation we begin', () => {
  const request = () => ({ ...aReply(), channelAccountId: account.id, subject: 'Uw bestelling' });

  it('is a ticket of the one it is written to, of the one who wrote it', async () => {
    const given = { ...request(), to: [{ address: 'Jan@Klant.test', name: 'Jan' }] };
    const first = await agent.post('/api/tickets', given);
    const { ticket, message } = first.as(ticketAndMessage);
    expect((await agent.post('/api/tickets', given)).text).toBe(first.text);
    expect(ticket).toMatchObject({
      subject: 'Uw bestelling',
      status: 'pending',
      assigneeId: agent.id,
      messageCount: 1,
      waitingSince: null,
    });
    expect(ticket.contact).toMatchObject({ name: 'Jan', address: 'jan@klant.test' });
    expect(message.delivery.state).toBe('queued');
    expect((await aTicket(app, account)).id).not.toBe(ticket.id);
    expect((await see(ticket.id)).ticket.contact.id).toBe(ticket.contact.id);
  });

  it('is not begun by viewers, nor through the mailbox of another organisation', async () => {
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const other = await aFoundedOrganisation(app);
    expect((await viewer.post('/api/tickets', request())).status).toBe(403);
    expect((await other.owner.post('/api/tickets', request())).status).toBe(404);
  });

  it('stays a ticket with its draft when the first message is taken back', async () => {
    const { ticket, message } = (await agent.post('/api/tickets', request())).as(ticketAndMessage);
    const undone = (await agent.post(`/api/messages/${message.id}/undo`)).as(undoneReply);
    expect(undone.ticket).toMatchObject({ id: ticket.id, status: 'open', messageCount: 0, preview: '' });
    expect(undone.draft.content.html).toContain('onderweg');
  });
});
