import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { phoneProvider } from '@balie/shared/contracts/phone.ts';
import type { RingingCall } from '@balie/shared/contracts/ringing-calls.ts';
import { type PersonalRow, searchPage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCall, type FakeCall, type FakeMoment } from '../src/channels/phone/testing/fake-exchange.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { eventually } from './support/eventually.ts';
import { failedOf, ticketsOf } from './support/mail-in.ts';
import { callsOf, connectPhone, type PhoneLine } from './support/phone-line.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let owner: SignedInColleague;
let marieke: SignedInColleague;
let line: PhoneLine;
beforeAll(async () => {
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' });
  ({ owner } = await aFoundedOrganisation(app));
  marieke = await aColleague(app, { name: 'Marieke', email: 'marieke@winkel.test' });
  line = await connectPhone(owner, 'generic');
});
afterAll(() => app.stop());

let subscriber = 10_000_000;
/** A customer whom nobody knows yet, who called so many minutes ago. */
const stranger = (minutesAgo = 60): Partial<FakeCall> => ({
  customer: `+316${subscriber++}`,
  startedAt: new Date(Date.now() - minutesAgo * 60_000),
});
const told = async (call: FakeCall, moments: readonly (readonly [FakeMoment, number])[], at = line) => {
  for (const [moment, second] of moments) expect(await at.tell(call, moment, second)).toBe(200);
};
const MISSED = [
  ['ringing', 0],
  ['missed', 31],
] as const;
const ANSWERED = [
  ['ringing', 0],
  ['answered', 12],
  ['hung-up', 72],
] as const;
const ticketsOfCaller = async ({ customer }: FakeCall) => (await ticketsOf(owner)).filter(({ contact }) => contact.address === customer);
const ticketOf = (call: FakeCall, is: (ticket: PersonalRow) => boolean = () => true) =>
  eventually(async () => (await ticketsOfCaller(call)).find(is), `the ticket of ${call.customer}`);
const ended = (ticketId: string, count = 1) =>
  eventually(async () => {
    const calls = await callsOf(owner, ticketId);
    return calls.length === count && calls.every(({ state }) => state === 'ended') && calls;
  }, `${count} ended calls`);

describe.each(phoneProvider.options)('a call told of by %s', (provider) => {
  let at: PhoneLine;
  beforeAll(async () => {
    at = await connectPhone(owner, provider, `020 555 00 0${phoneProvider.options.indexOf(provider)}`);
  });

  it('is one message that says who rang, waited, spoke and how long', async () => {
    const call = aCall(stranger());
    await told(call, ANSWERED, at);
    const ticket = await ticketOf(call, ({ preview }) => preview.startsWith('Call answered'));
    const [facts] = await ended(ticket.id);
    expect(facts).toMatchObject({ direction: 'inbound', outcome: 'answered', number: call.customer, waitSeconds: 12, talkSeconds: 60 });
    expect(facts?.agent).toEqual({ id: marieke.id, name: 'Marieke' });
    expect(ticket).toMatchObject({ status: 'open', channelKind: 'phone', waitingSince: null, assigneeId: marieke.id });
  });

  it('is the same however often and in whatever order its moments come', async () => {
    const call = aCall(stranger());
    await told(call, [...ANSWERED, ...ANSWERED].reverse(), at);
    const ticket = await ticketOf(call);
    await eventually(async () => (await callsOf(owner, ticket.id))[0]?.waitSeconds === 12, 'the first moment, told last');
    expect(await ended(ticket.id)).toMatchObject([{ outcome: 'answered', waitSeconds: 12, talkSeconds: 60 }]);
    expect(await ticketsOfCaller(call)).toHaveLength(1);
  });

  it('waits for a call back when nobody answers', async () => {
    const call = aCall(stranger());
    await told(call, MISSED, at);
    const ticket = await ticketOf(call, ({ preview }) => preview.startsWith('Missed call'));
    expect(await ended(ticket.id)).toMatchObject([{ outcome: 'missed', talkSeconds: 0, calledBackAt: null }]);
    expect(ticket).toMatchObject({ status: 'open', waitingSince: expect.any(String) });
  });

  it('of a withheld number is nobody’s, and not everybody’s', async () => {
    const before = new Set((await ticketsOf(owner)).map(({ id }) => id));
    for (const _ of [1, 2]) await told(aCall({ ...stranger(), customer: '' }), MISSED, at);
    const tickets = await eventually(async () => {
      const found = (await ticketsOf(owner)).filter(({ id }) => !before.has(id));
      return found.length === 2 && found;
    }, 'two tickets');
    expect(new Set(tickets.map(({ contact }) => contact.id)).size).toBe(2);
    expect(tickets.map(({ contact }) => contact.address)).toEqual(['', '']);
  });
});

describe('missed calls', () => {
  it('of one caller are one call-back ticket, however often they try', async () => {
    const first = aCall(stranger(60));
    await told(first, MISSED);
    const { id, waitingSince } = await ticketOf(first);
    await told(aCall({ customer: first.customer, startedAt: new Date(first.startedAt.getTime() + 600_000) }), MISSED);
    await ended(id, 2);
    expect(await ticketsOfCaller(first)).toMatchObject([{ id, status: 'open', waitingSince }]);
  });

  it('are returned by an outgoing call that is answered, and not by one that is not', async () => {
    const missed = aCall(stranger(60));
    await told(missed, MISSED);
    const { id } = await ticketOf(missed);
    const calling = (minutes: number) =>
      aCall({ customer: missed.customer, direction: 'outbound', startedAt: new Date(missed.startedAt.getTime() + minutes * 60_000) });
    await told(calling(10), MISSED);
    const [, tried] = await ended(id, 2);
    expect(tried).toMatchObject({ direction: 'outbound', outcome: 'not_reached' });
    expect(await ticketsOfCaller(missed)).toMatchObject([{ id, status: 'open', waitingSince: expect.any(String) }]);

    await told(calling(20), ANSWERED);
    const solved = await ticketOf(missed, ({ status }) => status === 'solved');
    expect(solved).toMatchObject({ id, waitingSince: null });
    expect((await ended(id, 3))[0]).toMatchObject({ outcome: 'missed', calledBackAt: expect.any(String) });

    await told(aCall({ customer: missed.customer, startedAt: new Date(missed.startedAt.getTime() + 1_800_000) }), MISSED);
    const next = await ticketOf(missed, (ticket) => ticket.id !== id);
    expect(next).toMatchObject({ status: 'open' });
  });

  it('are returned too when the caller tries again and is answered, also when that is told first', async () => {
    const missed = aCall(stranger(60));
    const again = aCall({ customer: missed.customer, startedAt: new Date(missed.startedAt.getTime() + 300_000) });
    await told(again, ANSWERED);
    await told(missed, MISSED);
    const calls = await eventually(async () => {
      const tickets = await ticketsOfCaller(missed);
      const found = (await Promise.all(tickets.map(({ id }) => callsOf(owner, id)))).flat();
      return found.length === 2 && found.every(({ state }) => state === 'ended') && found;
    }, 'both calls');
    expect(calls.find(({ outcome }) => outcome === 'missed')?.calledBackAt).toEqual(expect.any(String));
  });

  it('that were hung up within five seconds call nobody to work', async () => {
    const call = aCall(stranger());
    await told(call, [
      ['ringing', 0],
      ['missed', 4],
    ]);
    const ticket = await ticketOf(call, ({ status }) => status === 'solved');
    expect(await ended(ticket.id)).toMatchObject([{ outcome: 'abandoned' }]);
    expect(ticket.waitingSince).toBeNull();
  });
});

describe('what cannot be true', () => {
  it('is refused when its signature is wrong, and the owner reads why', async () => {
    const call = aCall(stranger());
    const twilio = await connectPhone(owner, 'twilio', '020 777 00 01');
    for (const forged of [line, twilio]) expect(await forged.tell(call, 'ringing', 0, { secret: 'a guess that is wrong' })).toBe(403);
    await eventually(async () => {
      const { items } = (await owner.get('/api/channel-accounts')).as(page(channelAccount));
      const blamed = items.filter(({ lastErrorCode }) => lastErrorCode === 'signature_invalid').map(({ id }) => id);
      return [line.accountId, twilio.accountId].every((id) => blamed.includes(id));
    }, 'both accounts say what is wrong');
    expect(await ticketsOfCaller(call)).toEqual([]);
  });

  it('is refused at an address that nobody was given, when it is too large, and when it is neither signed nor JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${app.url}/api/hooks/phone/nonsense-of-the-right-length`, { method: 'POST', body: '{}', headers })).status).toBe(
      404,
    );
    expect(await line.post(JSON.stringify({ note: 'x'.repeat(70_000) }), headers)).toBe(413);
    // The signature is of the bytes, and looked at before anybody tries to read them.
    expect(await line.post('{"call_id": ', headers)).toBe(403);
  });

  it('is kept among the failed messages when it cannot be understood, and what follows is not held up', async () => {
    const voys = await connectPhone(owner, 'voys', '020 777 00 02');
    expect(await voys.post('{"call_id": "1", "status": "ringing"}', { 'content-type': 'application/json' })).toBe(200);
    expect(await voys.post('{"call_id": ', { 'content-type': 'application/json' })).toBe(200);
    const call = aCall(stranger());
    await told(call, MISSED, voys);
    await ticketOf(call);
    const notACall = expect.stringContaining('call notification');
    expect((await failedOf(owner)).map(({ reason }) => reason)).toEqual([notACall, notACall]);
  });
});

describe('a telephone that rings', () => {
  it('shows every console who calls and what they have going on, until somebody answers', async () => {
    const known = aCall(stranger(60));
    await told(known, MISSED);
    const { contact } = await ticketOf(known);
    const socket = await marieke.openSocket();
    const outsider = await (await aFoundedOrganisation(app, { name: 'Iemand anders' })).owner.openSocket();
    const rang: RingingCall[] = [];
    const quiet: string[] = [];
    const heardOutside: unknown[] = [];
    socket.on('call.ringing', ({ call }) => rang.push(call));
    socket.on('call.quiet', ({ id }) => quiet.push(id));
    outsider.on('call.ringing', (event) => heardOutside.push(event));

    const call = aCall({ customer: known.customer, startedAt: new Date() });
    await told(call, [['ringing', 0]]);
    const [ringing] = await eventually(() => rang.length > 0 && rang, 'the telephone rings');
    expect(ringing).toMatchObject({ number: call.customer, contact: { id: contact.id }, openCount: 0 });
    expect((await marieke.get('/api/calls/ringing')).body).toMatchObject({ items: [{ id: ringing?.id }] });
    await told(call, [['answered', 0]]);
    await eventually(() => quiet.includes(ringing?.id ?? ''), 'silence');
    expect((await marieke.get('/api/calls/ringing')).body).toEqual({ items: [] });
    expect(heardOutside).toEqual([]);
    socket.close();
    outsider.close();
  });
});

it('keeps what an agent writes after the call, findable, and a viewer writes nothing', async () => {
  const call = aCall(stranger());
  await told(call, ANSWERED);
  const ticket = await ticketOf(call);
  const [facts] = await ended(ticket.id);
  const wrapUp = { result: 'resolved', reason: 'Bezorging', note: 'Pakket lag bij de buurvrouw van nummer zeventien' };
  const viewer = await aColleague(app, { role: 'viewer' });
  expect((await viewer.put(`/api/calls/${facts?.id}/wrap-up`, wrapUp)).status).toBe(403);
  expect((await marieke.put(`/api/calls/${facts?.id}/wrap-up`, wrapUp)).status).toBe(200);
  expect((await callsOf(owner, ticket.id))[0]?.wrapUp).toEqual({ ...wrapUp, agentId: marieke.id });
  const found = (await owner.get('/api/tickets/search?q=buurvrouw')).as(searchPage);
  expect(found.items.map(({ id }) => id)).toContain(ticket.id);
});

it('can tell how many calls were answered within a minute, and on working days between nine and five', async () => {
  const norms = await connectPhone(owner, 'voys', '020 777 00 03');
  const on = (startedAt: string): Partial<FakeCall> => ({ ...stranger(), startedAt: new Date(startedAt) });
  const slow = [
    ['ringing', 0],
    ['answered', 61],
    ['hung-up', 90],
  ] as const;
  await told(aCall(on('2026-03-02T09:00:00Z')), ANSWERED, norms); // Monday, ten o'clock in Amsterdam
  await told(aCall(on('2026-03-02T10:00:00Z')), slow, norms);
  await told(aCall(on('2026-03-02T11:00:00Z')), MISSED, norms);
  await told(
    aCall(on('2026-03-02T12:00:00Z')),
    MISSED.map(([moment, second]) => [moment, Math.min(second, 3)] as const),
    norms,
  );
  await told(aCall(on('2026-03-01T12:00:00Z')), MISSED, norms); // Sunday
  // Exactly a minute, at the last second of the day; and a second after it.
  const minute = [
    ['ringing', 0],
    ['answered', 60],
    ['hung-up', 90],
  ] as const;
  await told(aCall(on('2026-03-02T15:59:59Z')), minute, norms);
  await told(aCall(on('2026-03-02T16:00:00Z')), minute, norms);
  const measured = () =>
    app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      const [row] = await manager.query(
        `select count(*)::int as offered, count(*) filter (where answered_at - rang_at <= interval '60 seconds')::int as fast,
                count(*) filter (where working)::int as working, count(*) filter (where working and outcome = 'answered')::int as answered
           from (select *, extract(isodow from rang_at at time zone 'Europe/Amsterdam') < 6
                           and extract(hour from rang_at at time zone 'Europe/Amsterdam') between 9 and 16 as working
                   from calls where channel_account_id = $1 and direction = 'inbound' and outcome is distinct from 'abandoned') c
          where ended_at is not null`,
        [norms.accountId],
      );
      return row;
    });
  const row = await eventually(async () => {
    const found = await measured();
    return found.offered === 6 && found;
  }, 'the calls that count');
  expect(row).toEqual({ offered: 6, fast: 3, working: 4, answered: 3 });
});
