import { bulkUpdateResult } from '@balie/shared/contracts/ticket-changes.ts';
import { ticketAndMessage, ticketRow } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { AutomaticAnswers } from './automatic-answers.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';
import { aNote, aReply } from './testing/writing.ts';
import { WakeTicket } from './wake-ticket.service.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
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

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const change = (ticketId: string, changes: object, expected: object = {}, by = agent) =>
  by.patch(`/api/tickets/${ticketId}`, { changes, expected });
const inADay = () => new Date(clock.now().getTime() + 86_400_000).toISOString();
const types = async (ticketId: string) => (await see(ticketId)).activities.map((activity) => activity.type);

describe('a change by hand', () => {
  it('changes several things at once and tells of each', async () => {
    const { id } = await aTicket(app, account);
    const teamId = newId();
    await asOrganisation(app, organisation.id, (tx) =>
      tx.query(`insert into teams (id, organisation_id, name) values ($1, $2, 'Retouren')`, [teamId, organisation.id]),
    );
    const changes = { assigneeId: agent.id, teamId, priority: 'high', subject: 'Retour', addTags: ['Retour', 'kapot'], status: 'solved' };
    const row = (await change(id, changes)).as(ticketRow);
    expect(row).toMatchObject({
      assigneeId: agent.id,
      teamId,
      priority: 'high',
      subject: 'Retour',
      tags: ['kapot', 'retour'],
      status: 'solved',
      waitingSince: null,
      version: 2,
    });
    const { activities } = await see(id);
    expect(activities.slice(1).map(({ type, agentId, data }) => [type, agentId, data])).toEqual(
      expect.arrayContaining([
        ['status_changed', agent.id, { from: 'open', to: 'solved' }],
        ['assigned', agent.id, { from: null, to: agent.id }],
        ['team_changed', agent.id, { from: null, to: teamId }],
        ['priority_changed', agent.id, { from: 'normal', to: 'high' }],
        ['subject_changed', agent.id, { from: 'Waar blijft mijn bestelling?', to: 'Retour' }],
        ['tags_changed', agent.id, { added: ['kapot', 'retour'], removed: [] }],
      ]),
    );
    const tags = await asOrganisation(app, organisation.id, (tx) =>
      tx.query('select name from ticket_tags where ticket_id = $1 order by name', [id]),
    );
    expect(tags).toEqual([{ name: 'kapot' }, { name: 'retour' }]);
  });

  it('leaves no trace when everything is like that already', async () => {
    const { id } = await aTicket(app, account);
    const row = (await change(id, { status: 'open', assigneeId: null, removeTags: ['nooit'] })).as(ticketRow);
    expect(row.version).toBe(1);
    expect(await types(id)).toEqual(['created']);
  });

  it('does not overwrite what a colleague changed meanwhile, and shows what stands there now', async () => {
    const { id } = await aTicket(app, account);
    await change(id, { priority: 'urgent', assigneeId: organisation.owner.id });
    const refused = await change(id, { priority: 'low', assigneeId: agent.id }, { priority: 'normal', assigneeId: null });
    expect([refused.status, refused.code]).toEqual([409, 'ticket_changed']);
    expect(refused.body).toMatchObject({ meta: { current: { priority: 'urgent', assigneeId: organisation.owner.id } } });
    expect((await see(id)).ticket).toMatchObject({ priority: 'urgent', assigneeId: organisation.owner.id, version: 2 });
  });

  it('lets exactly one of two colleagues win who take a ticket at once', async () => {
    const { id } = await aTicket(app, account);
    const [mine, theirs] = await Promise.all([
      change(id, { assigneeId: agent.id }, { assigneeId: null }),
      change(id, { assigneeId: organisation.owner.id }, { assigneeId: null }, organisation.owner),
    ]);
    expect([mine.status, theirs.status].sort()).toEqual([200, 409]);
  });

  it('is no conflict where both wanted the same, or different fields', async () => {
    const { id } = await aTicket(app, account);
    await change(id, { status: 'solved' }, { status: 'open' });
    expect((await change(id, { status: 'solved' }, { status: 'open' }, organisation.owner)).status).toBe(200);
    expect((await change(id, { priority: 'low' }, { priority: 'normal' }, organisation.owner)).status).toBe(200);
  });

  it('gives tickets only to those who may answer', async () => {
    const { id } = await aTicket(app, account);
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const gone = await aColleague(app, { organisationId: organisation.id, active: false });
    const stranger = (await aFoundedOrganisation(app)).owner;
    for (const { id: assigneeId } of [viewer, gone, stranger]) {
      expect((await change(id, { assigneeId })).code).toBe('assignee_unavailable');
    }
    expect((await change(id, { teamId: newId() })).status).toBe(404);
    expect((await see(id)).ticket).toMatchObject({ assigneeId: null, version: 1 });
  });

  it('tells a colleague who gets a ticket, not one who takes it', async () => {
    const { id } = await aTicket(app, account);
    await change(id, { assigneeId: agent.id });
    await change(id, { assigneeId: organisation.owner.id });
    const told = await asOrganisation(app, organisation.id, (tx) => tx.query('select agent_id, kind, actor_id from notifications'));
    expect(told).toEqual([{ agent_id: organisation.owner.id, kind: 'assigned', actor_id: agent.id }]);
  });

  it('is not for viewers, nor for other organisations', async () => {
    const { id } = await aTicket(app, account);
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const stranger = (await aFoundedOrganisation(app)).owner;
    expect((await change(id, { status: 'solved' }, {}, viewer)).status).toBe(403);
    expect((await change(id, { status: 'solved' }, {}, stranger)).status).toBe(404);
  });

  it('has the customer wait since the unanswered message when a ticket is opened again', async () => {
    const { id } = await aTicket(app, account, { externalId: `${newId()}@klant.test` });
    const asked = (await see(id)).ticket.waitingSince;
    await change(id, { status: 'solved' });
    expect((await change(id, { status: 'open' })).as(ticketRow).waitingSince).toBe(asked);
    clock.advance({ seconds: 5 });
    await agent.post(`/api/tickets/${id}/replies`, aReply({ thenStatus: 'solved' }));
    expect((await change(id, { status: 'open' })).as(ticketRow).waitingSince).toBeNull();
  });

  it('has the customer wait on when only a machine of ours has answered', async () => {
    const { id } = await aTicket(app, account, { externalId: `${newId()}@klant.test` });
    const { ticket, messages } = await see(id);
    const answers = app.app.get(AutomaticAnswers);
    clock.advance({ seconds: 5 });
    await asOrganisation(app, organisation.id, async (tx) => {
      const about = await answers.about(tx, messages[0]?.id ?? '');
      if (about) await answers.queue(tx, about, { html: '<p>Te groot</p>', text: 'Te groot' }, new Set());
    });
    expect((await see(id)).messages).toHaveLength(2);
    await change(id, { status: 'solved' });
    expect((await change(id, { status: 'open' })).as(ticketRow).waitingSince).toBe(ticket.waitingSince);
  });
});

describe('snoozing', () => {
  const wake = (ticketId: string) => inOrganisation(organisation.id, () => app.app.get(WakeTicket).execute(ticketId));

  it('sleeps until its time, wakes once, and the customer has been waiting all along', async () => {
    const { id } = await aTicket(app, account);
    const asked = (await see(id)).ticket.waitingSince;
    const snoozedUntil = inADay();
    expect((await change(id, { snoozedUntil })).as(ticketRow)).toMatchObject({ status: 'snoozed', snoozedUntil, waitingSince: asked });
    await wake(id);
    expect((await see(id)).ticket.status).toBe('snoozed');
    clock.advance({ days: 1 });
    await wake(id);
    await wake(id);
    expect((await see(id)).ticket).toMatchObject({ status: 'open', snoozedUntil: null, waitingSince: asked, version: 3 });
    expect(await types(id)).toEqual(['created', 'snoozed', 'woken']);
  });

  it('plans one job, at the newest time', async () => {
    const { id } = await aTicket(app, account);
    await change(id, { snoozedUntil: inADay() });
    clock.advance({ minutes: 1 });
    const snoozedUntil = inADay();
    await change(id, { snoozedUntil });
    const jobs = await asOrganisation(app, organisation.id, (tx) =>
      tx.query<{ run_at: Date }>('select run_at from graphile_worker.jobs where key = $1', [`wake:${id}`]),
    );
    expect(jobs.map((job) => job.run_at.toISOString())).toEqual([snoozedUntil]);
  });

  it('ends when the customer writes, and the time that was set wakes nothing then', async () => {
    const { id } = await aTicket(app, account, { externalId: `first-${organisation.id}@klant.test` });
    await change(id, { snoozedUntil: inADay() });
    await receive(app, account, { references: [`first-${organisation.id}@klant.test`] });
    clock.advance({ days: 1 });
    await wake(id);
    expect((await see(id)).ticket).toMatchObject({ status: 'open', snoozedUntil: null });
    expect(await types(id)).not.toContain('woken');
  });

  it('refuses the past', async () => {
    const { id } = await aTicket(app, account);
    expect((await change(id, { snoozedUntil: clock.now().toISOString() })).code).toBe('snooze_in_the_past');
  });
});

describe('changing many', () => {
  const bulk = (ids: string[], changes: object, by = agent) => by.post('/api/tickets/bulk', { ids, changes });

  it('changes all at once and tells how to bring each back', async () => {
    const one = await aTicket(app, account);
    const other = await aTicket(app, account);
    await change(one.id, { assigneeId: agent.id, addTags: ['retour'] });
    const result = (
      await bulk([one.id, other.id, newId()], { status: 'solved', assigneeId: organisation.owner.id, addTags: ['retour'] })
    ).as(bulkUpdateResult);
    expect(result.updated.map((row) => [row.status, row.assigneeId, row.tags])).toEqual([
      ['solved', organisation.owner.id, ['retour']],
      ['solved', organisation.owner.id, ['retour']],
    ]);
    for (const { id, changes } of result.undo) await change(id, changes);
    expect((await see(one.id)).ticket).toMatchObject({ status: 'open', assigneeId: agent.id, tags: ['retour'] });
    expect((await see(other.id)).ticket).toMatchObject({ status: 'open', assigneeId: null, tags: [] });
  });

  it('changes none when one rule is broken, none of another organisation, none for a viewer', async () => {
    const { id } = await aTicket(app, account);
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    const stranger = (await aFoundedOrganisation(app)).owner;
    expect((await bulk([id], { status: 'solved', assigneeId: viewer.id })).status).toBe(422);
    expect((await bulk([id], { status: 'solved' }, viewer)).status).toBe(403);
    expect((await bulk([id], { status: 'solved' }, stranger)).as(bulkUpdateResult)).toEqual({ updated: [], undo: [], overtaken: [] });
    expect((await see(id)).ticket).toMatchObject({ status: 'open', version: 1 });
  });

  it('leaves alone what a colleague changed meanwhile, tells it, and does the rest', async () => {
    const [mine, theirs, same] = [await aTicket(app, account), await aTicket(app, account), await aTicket(app, account)];
    await change(theirs.id, { status: 'pending' }, {}, organisation.owner);
    await change(same.id, { status: 'solved' }, {}, organisation.owner);
    const ids = [mine.id, theirs.id, same.id];
    const expected = Object.fromEntries(ids.map((id) => [id, { status: 'open' }]));
    const result = (await agent.post('/api/tickets/bulk', { ids, changes: { status: 'solved' }, expected })).as(bulkUpdateResult);
    expect(result.updated.map(({ id }) => id).sort()).toEqual([mine.id, same.id].sort());
    expect(result.undo.map(({ id }) => id)).toEqual([mine.id]);
    expect(result.overtaken.map(({ id, status }) => [id, status])).toEqual([[theirs.id, 'pending']]);
    expect((await see(theirs.id)).ticket).toMatchObject({ status: 'pending', version: 2 });
    expect((await bulk(ids, { status: 'solved' })).as(bulkUpdateResult).overtaken).toEqual([]);
    expect((await see(theirs.id)).ticket.status).toBe('solved');
  });

  it('does not get stuck when two colleagues change the same tickets in opposite order', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push((await aTicket(app, account)).id);
    const answers = await Promise.all(
      [0, 1, 2, 3].map((round) =>
        bulk(round % 2 ? ids : ids.toReversed(), { priority: round % 2 ? 'low' : 'high', addTags: [`ronde-${round}`, 'alle'] }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect((await see(ids[0] ?? '')).ticket.tags).toEqual(['alle', 'ronde-0', 'ronde-1', 'ronde-2', 'ronde-3']);
  });
});

it('survives everything happening to one ticket at once', async () => {
  const externalId = `${newId()}@klant.test`;
  const { id } = await aTicket(app, account, { externalId });
  const answers = await Promise.all([
    ...[1, 2, 3].map(() => agent.post(`/api/tickets/${id}/replies`, aReply())),
    ...[1, 2, 3].map(() => agent.post(`/api/tickets/${id}/notes`, aNote())),
    ...['low', 'high', 'urgent'].map((priority) => change(id, { priority })),
    ...[1, 2, 3].map(() => agent.post(`/api/tickets/${id}/read`)),
    ...[1, 2, 3].map(() => agent.put(`/api/tickets/${id}/drafts/reply`, { html: '<p>…</p>' })),
  ]);
  await Promise.all([1, 2, 3].map(() => receive(app, account, { references: [externalId] })));
  expect(answers.every((answer) => answer.status < 300)).toBe(true);
  const replied = answers.slice(0, 3).map((answer) => answer.as(ticketAndMessage).message.id);
  await Promise.all(replied.map((messageId) => agent.post(`/api/messages/${messageId}/undo`)));
  const { ticket, messages } = await see(id);
  expect(ticket.messageCount).toBe(1 + 3 + 3);
  expect(messages.filter((message) => message.delivery.state !== 'undone')).toHaveLength(7);
});
