import type { ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { draft, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import type { LiveSocket } from '../../../test/support/api-client.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { PresenceDesk } from './presence.ts';
import { PresenceBoard } from './presence-board.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aNote, aReply } from './testing/writing.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
const sockets: LiveSocket[] = [];
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: '30' }, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

type Heard = { [E in keyof ServerToClientEvents]: Parameters<ServerToClientEvents[E]>[0][] };

/** A browser of this colleague, with everything it hears; in the rooms of these tickets. */
async function aTab(colleague: SignedInColleague, ...ticketIds: string[]) {
  const socket = await colleague.openSocket();
  sockets.push(socket);
  const heard: Partial<Record<string, unknown[]>> = {};
  socket.onAny((event: string, data: unknown) => {
    heard[event] = [...(heard[event] ?? []), data];
  });
  for (const id of ticketIds) {
    const answer = await socket.emitWithAck('join', { room: 'ticket', id });
    if (!answer.ok) throw new Error(`The room could not be joined: ${answer.code}`);
  }
  return { socket, of: <E extends keyof Heard>(event: E) => (heard[event] ?? []) as Heard[E] };
}

const last = <T>(list: readonly T[]) => list.at(-1);

describe('live updates', () => {
  it('show a new message at once: the row to all colleagues, the message to those who have the ticket open', async () => {
    const { id } = await aTicket(app, account, { externalId: `first-${organisation.id}@klant.test` });
    const inside = await aTab(agent, id);
    const outside = await aTab(organisation.owner);
    const { messageId } = await receive(app, account, { references: [`first-${organisation.id}@klant.test`] });
    const row = await eventually(
      () => outside.of('ticket.changed').find((event) => event.ticket.id === id && event.ticket.version === 2),
      'the row',
    );
    expect(row.ticket).toMatchObject({ messageCount: 2, status: 'open' });
    await eventually(() => inside.of('message.changed').some((event) => event.message.id === messageId), 'the message');
    await eventually(() => outside.of('counts.stale').length > 0, 'the counts');
    expect(outside.of('message.changed')).toEqual([]);
  });

  it('tell what happened, and how a reply goes its way', async () => {
    const { id } = await aTicket(app, account);
    const tab = await aTab(organisation.owner, id);
    const { message } = (await agent.post(`/api/tickets/${id}/replies`, aReply())).as(ticketAndMessage);
    await agent.post(`/api/messages/${message.id}/undo`);
    const states = () => tab.of('message.changed').map((event) => event.message.delivery.state);
    await eventually(() => last(states()) === 'undone', 'the undone reply');
    await eventually(() => tab.of('activity.added').some((event) => event.activity.type === 'reply_undone'), 'the activity');
  });

  it('reach nobody of another organisation, and let nobody of another in', async () => {
    const { id } = await aTicket(app, account);
    const other = await aFoundedOrganisation(app);
    const stranger = await aTab(other.owner);
    expect(await stranger.socket.emitWithAck('join', { room: 'ticket', id })).toMatchObject({ ok: false, code: 'not_found' });
    const own = await aTab(agent);
    await organisation.owner.patch(`/api/tickets/${id}`, { changes: { priority: 'high' } });
    await eventually(() => own.of('ticket.changed').some((event) => event.ticket.priority === 'high'), 'the row');
    expect(stranger.of('ticket.changed')).toEqual([]);
  });

  it('ask for counts no more than twice a second in a storm', async () => {
    const tab = await aTab(agent);
    const begin = Date.now();
    for (let i = 0; i < 20; i++) await aTicket(app, account);
    await eventually(() => tab.of('ticket.changed').length >= 20, 'all rows');
    const seconds = (Date.now() - begin) / 1000;
    expect(tab.of('counts.stale').length).toBeLessThanOrEqual(2 * Math.ceil(seconds) + 1);
    await eventually(() => tab.of('counts.stale').length >= 1, 'the counts');
  });

  it('ring the bell of who is mentioned, and of nobody else', async () => {
    const { id } = await aTicket(app, account);
    const mentioned = await aTab(organisation.owner);
    const writer = await aTab(agent);
    await agent.post(`/api/tickets/${id}/notes`, aNote({ mentionIds: [organisation.owner.id] }));
    const [bell] = await eventually(() => mentioned.of('notification').length > 0 && mentioned.of('notification'), 'the bell');
    expect(bell?.notification).toMatchObject({
      kind: 'mention',
      ticket: { id, subject: 'Waar blijft mijn bestelling?' },
      norm: null,
      actorId: agent.id,
    });
    expect(writer.of('notification')).toEqual([]);
  });

  it('show a customer under the new name in every row', async () => {
    const { id } = await aTicket(app, account);
    const [contact] = await asOrganisation(app, organisation.id, (tx) => tx.query<{ id: string }>('select id from contacts'));
    const tab = await aTab(agent);
    const renamed = await organisation.owner.patch(`/api/contacts/${contact?.id}`, { changes: { name: 'Jan Jansen' }, version: 1 });
    expect(renamed.status).toBe(200);
    const renamedRow = () => tab.of('ticket.changed').find(({ ticket }) => ticket.contact.name === 'Jan Jansen' && ticket.version === 2);
    expect((await eventually(renamedRow, 'the row')).ticket).toMatchObject({ id });
  });
});

describe("what is one's own", () => {
  it('keeps a draft per person and tells their other tabs which tab wrote it', async () => {
    const { id } = await aTicket(app, account);
    const tab = await aTab(agent);
    const colleague = await aTab(organisation.owner);
    const content = { html: '<p>Halve <script>x</script>zin</p>', to: [{ address: 'jan@klant.test', name: '' }] };
    const saved = (await agent.send('PUT', `/api/tickets/${id}/drafts/reply`, content, { 'x-client-id': 'tab-1' })).as(draft);
    expect(saved).toMatchObject({ kind: 'reply', content: { html: '<p>Halve zin</p>', attachmentIds: [] }, attachments: [] });
    await eventually(() => last(tab.of('draft.changed'))?.from === 'tab-1', 'the draft');
    await agent.post(`/api/tickets/${id}/replies`, aReply());
    await eventually(() => tab.of('draft.changed').length === 2, 'the draft being gone');
    expect(colleague.of('draft.changed')).toEqual([]);
    const left = await asOrganisation(app, organisation.id, (tx) => tx.query('select 1 from drafts'));
    expect(left).toEqual([]);
  });

  it('lets viewers begin notes, not answers, and nobody write in another organisation', async () => {
    const { id } = await aTicket(app, account);
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    expect((await viewer.put(`/api/tickets/${id}/drafts/note`, { html: '' })).status).toBe(200);
    expect((await viewer.put(`/api/tickets/${id}/drafts/reply`, { html: '' })).status).toBe(403);
    expect((await (await aFoundedOrganisation(app)).owner.put(`/api/tickets/${id}/drafts/note`, { html: '' })).status).toBe(404);
    expect((await viewer.del(`/api/tickets/${id}/drafts/note`)).status).toBe(204);
  });

  it('remembers what was read, and takes the bell off it', async () => {
    const { id } = await aTicket(app, account);
    await agent.post(`/api/tickets/${id}/notes`, aNote({ mentionIds: [organisation.owner.id] }));
    const tab = await aTab(organisation.owner);
    expect((await organisation.owner.post(`/api/tickets/${id}/read`)).status).toBe(204);
    await eventually(() => last(tab.of('ticket.read'))?.readAt === clock.now().toISOString(), 'the reading mark');
    const unread = () => asOrganisation(app, organisation.id, (tx) => tx.query('select 1 from notifications where read_at is null'));
    expect(await unread()).toEqual([]);
    expect((await (await aFoundedOrganisation(app)).owner.post(`/api/tickets/${id}/read`)).status).toBe(404);
  });

  it("marks notifications read: some, or all, and only one's own", async () => {
    const { id } = await aTicket(app, account);
    for (let i = 0; i < 3; i++) await agent.post(`/api/tickets/${id}/notes`, aNote({ mentionIds: [organisation.owner.id] }));
    const unread = () =>
      asOrganisation(app, organisation.id, (tx) =>
        tx.query<{ id: string }>('select id from notifications where read_at is null order by id'),
      );
    const [first] = await unread();
    expect((await agent.post('/api/notifications/read', {})).status).toBe(204);
    expect(await unread()).toHaveLength(3);
    expect((await organisation.owner.post('/api/notifications/read', { ids: [first?.id] })).status).toBe(204);
    expect(await unread()).toHaveLength(2);
    expect((await organisation.owner.post('/api/notifications/read')).status).toBe(204);
    expect(await unread()).toEqual([]);
  });
});

describe('presence', () => {
  const board = () => app.app.get(PresenceBoard);

  it('shows who is at a ticket and who types, once per colleague, until the last tab leaves', async () => {
    const ticketId = newId();
    const watching = await aTab(organisation.owner);
    const [one, two] = [await aTab(agent), await aTab(agent)];
    const states = () => watching.of('presence').map((event) => event.state);
    one.socket.emit('presence', { ticketId, state: 'viewing' });
    await eventually(() => last(states()) === 'viewing', 'viewing');
    two.socket.emit('presence', { ticketId, state: 'typing' });
    await eventually(() => last(states()) === 'typing', 'typing');
    expect(board().at(organisation.id, ticketId)).toEqual([{ agentId: agent.id, state: 'typing' }]);
    two.socket.close();
    await eventually(() => last(states()) === 'viewing', 'viewing again');
    one.socket.emit('presence', { ticketId, state: 'gone' });
    await eventually(() => last(states()) === 'gone', 'gone');
    expect(board().at(organisation.id, ticketId)).toEqual([]);
  });

  it('ends by itself when a tab falls silent, and not while it repeats itself', async () => {
    const ticketId = newId();
    const watching = await aTab(organisation.owner);
    const tab = await aTab(agent);
    tab.socket.emit('presence', { ticketId, state: 'viewing' });
    await eventually(() => board().at(organisation.id, ticketId).length === 1, 'arrival');
    clock.advance({ seconds: 44 });
    app.app.get(PresenceDesk).sweep();
    expect(board().at(organisation.id, ticketId)).toHaveLength(1);
    clock.advance({ seconds: 1 });
    app.app.get(PresenceDesk).sweep();
    await eventually(() => last(watching.of('presence'))?.state === 'gone', 'gone');
  });

  it('is told to the own organisation only, and ignores nonsense', async () => {
    const ticketId = newId();
    const other = await aFoundedOrganisation(app);
    const stranger = await aTab(other.owner);
    const watching = await aTab(organisation.owner);
    const tab = await aTab(agent);
    tab.socket.emit('presence', { ticketId: 'nonsense', state: 'viewing' });
    tab.socket.emit('presence', { ticketId, state: 'viewing' });
    await eventually(() => watching.of('presence').length > 0, 'presence');
    expect(watching.of('presence')).toEqual([{ ticketId, agentId: agent.id, state: 'viewing' }]);
    expect(stranger.of('presence')).toEqual([]);
    expect(board().at(other.id, ticketId)).toEqual([]);
  });
});
