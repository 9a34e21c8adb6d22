import { createHmac } from 'node:crypto';
import http from 'node:http';
import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { type SlaStep, slaWebhook, slaWebhookSecret } from '@balie/shared/contracts/sla.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { freePort, startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { type ClockSignal, slaBreached } from './sla.events.ts';
import { promise } from './testing/promise-to.ts';

interface Heard {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const clock = new TestClock();
const team = newId();
const heard: Heard[] = [];
/** The first call is refused, so that it is tried again. */
const ears = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(heard.length === 1 ? 503 : 200).end();
  });
});
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let assignee: SignedInColleague;
let lead: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  assignee = await aColleague(app, { organisationId: shop.id });
  lead = await aColleague(app, { organisationId: shop.id, role: 'lead' });
  await asOrganisation(app, shop.id, (tx) =>
    tx.query(`insert into teams (id, organisation_id, name) values ($1, $2, 'Spoed')`, [team, shop.id]),
  );
  const port = await freePort();
  await new Promise<void>((resolve) => ears.listen(port, '127.0.0.1', resolve));
  const step = (when: SlaStep['when'], action: SlaStep['action'], targets: SlaStep['targets'] = []): SlaStep => ({ when, targets, action });
  await promise(shop.owner, {
    terms: {
      steps: [
        step({ kind: 'warned' }, { kind: 'notify', who: 'assignee' }),
        step({ kind: 'breached' }, { kind: 'notify', who: 'leads' }),
        step({ kind: 'breached' }, { kind: 'raise_priority', to: 'high' }),
        step({ kind: 'breached' }, { kind: 'webhook', url: `http://127.0.0.1:${port}/sla` }),
        step({ kind: 'breached' }, { kind: 'notify_agent', agentId: assignee.id }, ['resolution']),
        step({ kind: 'overdue', minutes: 30 }, { kind: 'assign_team', teamId: team }),
      ],
    },
  });
});
afterAll(async () => {
  await new Promise((resolve) => ears.close(resolve));
  await app.stop();
});

const see = (id: string) => seeTicket(app, shop.id, id);
const toldTo = async (who: SignedInColleague) =>
  (await who.get('/api/notifications'))
    .as(notificationPage)
    .items.filter(({ kind }) => kind !== 'assigned')
    .map(({ kind }) => kind);
const becomes = (id: string, state: string) => eventually(async () => (await see(id)).ticket.deadline?.state === state, state);

it('goes the steps of the policy at the warning, at the breach and after it, each once', async () => {
  const { id } = await aTicket(app, account);
  await becomes(id, 'running');
  await assignee.patch(`/api/tickets/${id}`, { changes: { assigneeId: assignee.id } });
  const dueAt = (await see(id)).ticket.deadline?.dueAt ?? '';
  clock.advance({ minutes: 46 });
  await eventually(async () => (await toldTo(assignee)).length === 1, 'the assignee is warned');
  expect(await toldTo(assignee)).toEqual(['sla_warned']);
  expect(await toldTo(lead)).toEqual([]);

  clock.advance({ minutes: 15 });
  await eventually(async () => (await see(id)).ticket.priority === 'high', 'the priority is raised');
  await eventually(async () => (await toldTo(lead)).length === 1 && (await toldTo(shop.owner)).length === 1, 'leads and owners are told');
  expect(await toldTo(assignee)).toEqual(['sla_warned']);
  expect((await see(id)).ticket.teamId).toBeNull();

  clock.advance({ minutes: 30 });
  await eventually(async () => (await see(id)).ticket.teamId === team, 'it goes to the team');
  const { ticket, activities } = await see(id);
  expect(ticket.assigneeId).toBeNull();
  expect(activities.filter(({ type }) => type === 'priority_changed')).toMatchObject([
    { agentId: null, data: { from: 'normal', to: 'high' } },
  ]);
  expect(activities.filter(({ type }) => type === 'sla_escalated').map(({ data }) => data['action'])).toEqual(
    ['webhook', 'raise_priority', 'assign_team'].toSorted((a, b) => order(a) - order(b)),
  );

  // Told again, as after a crash: nothing is done twice.
  const signals = await asOrganisation(app, shop.id, (tx) =>
    tx.query<{ id: string; policy: string }>('select id, policy_id as policy from sla_clocks'),
  );
  const [known] = signals;
  if (!known) throw new Error('There is a clock');
  const before = (await see(id)).activities.length;
  const signal: ClockSignal = {
    clockId: known.id,
    ticketId: id,
    policyId: known.policy,
    target: 'first_response',
    startedAt: clock.now().toISOString(),
    dueAt,
    at: clock.now().toISOString(),
    late: false,
    ended: false,
    minutes: 0,
  };
  await inOrganisation(shop.id, () => app.app.get(UnitOfWork).run((tx) => app.app.get(Outbox).add(tx, slaBreached, signal)));
  const waiting = () => asOrganisation(app, shop.id, (tx) => tx.query('select from outbox_events'));
  await eventually(async () => (await waiting()).length === 0, 'it was heard again');
  expect((await see(id)).activities).toHaveLength(before);
  expect(await toldTo(lead)).toHaveLength(1);
});
/** Steps are gone in their order. */
function order(action: string): number {
  return ['raise_priority', 'webhook', 'assign_team'].indexOf(action);
}

it('signs what it sends outside, and sends it again until it is taken', async () => {
  const { secret } = (await shop.owner.get('/api/sla/webhook-secret')).as(slaWebhookSecret);
  await eventually(() => heard.length >= 2, 'it was sent again');
  const [first, second] = heard;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['x-balie-delivery']).toBe(first?.headers['x-balie-delivery']);
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(second?.headers['x-balie-signature'])) ?? [];
  expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${second?.body}`).digest('hex'));
  expect(slaWebhook.parse(JSON.parse(second?.body ?? ''))).toMatchObject({
    type: 'sla.breached',
    clock: { target: 'first_response' },
  });
  expect((await lead.get('/api/sla/webhook-secret')).status).toBe(403);
  expect((await shop.owner.post('/api/sla/webhook-secret')).as(slaWebhookSecret).secret).not.toBe(secret);
});

it('sends nobody after what was answered in the meantime', async () => {
  const { id } = await aTicket(app, account, { from: 'tijdig@klant.test' });
  await becomes(id, 'running');
  await assignee.patch(`/api/tickets/${id}`, { changes: { status: 'solved' } });
  await eventually(async () => (await see(id)).ticket.deadline === null, 'nothing is owed');
  const marker = await aTicket(app, account, { from: 'ander@klant.test' });
  await becomes(marker.id, 'running');
  clock.advance({ minutes: 100 });
  await eventually(async () => (await see(marker.id)).ticket.teamId === team, 'the other one is escalated');
  expect((await see(id)).activities.filter(({ type }) => type.startsWith('sla'))).toEqual([]);
});
