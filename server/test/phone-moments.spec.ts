import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { connectedPhone, phoneProvider } from '@balie/shared/contracts/phone.ts';
import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LostCalls } from '../src/channels/phone/lost-calls.ts';
import { aCall, FAKE_EXCHANGES, type FakeCall, type FakeMoment } from '../src/channels/phone/testing/fake-exchange.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import { callsOf, connectPhone, type PhoneLine } from './support/phone-line.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let owner: SignedInColleague;
let line: PhoneLine;
beforeAll(async () => {
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' });
  ({ owner } = await aFoundedOrganisation(app));
  await aColleague(app, { name: 'Marieke', email: 'marieke@winkel.test' });
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
const ticketsOfCaller = async ({ customer }: FakeCall) => (await ticketsOf(owner)).filter(({ contact }) => contact.address === customer);
const ticketOf = (call: FakeCall, is: (ticket: PersonalRow) => boolean = () => true) =>
  eventually(async () => (await ticketsOfCaller(call)).find(is), `the ticket of ${call.customer}`);
const ended = (ticketId: string, count = 1) =>
  eventually(async () => {
    const calls = await callsOf(owner, ticketId);
    return calls.length === count && calls.every(({ state }) => state === 'ended') && calls;
  }, `${count} ended calls`);

it.each([
  ['in their order', false],
  ['in the other order', true],
])('knows who answered a call and to whom it was passed on, told %s', async (_order, reversed) => {
  const karim = { name: 'Karim', email: 'karim@winkel.test' };
  const call = aCall(stranger());
  const moments: [FakeCall, FakeMoment, number][] = [
    [call, 'ringing', 0],
    [call, 'answered', 12],
    [{ ...call, agent: karim }, 'answered', 40],
    [call, 'hung-up', 72],
  ];
  for (const [each, moment, second] of reversed ? moments.reverse() : moments) expect(await line.tell(each, moment, second)).toBe(200);
  const ticket = await ticketOf(call);
  const facts = await eventually(
    async () => (await ended(ticket.id)).find(({ passedOnTo, waitSeconds }) => passedOnTo && waitSeconds === 12),
    'all is told',
  );
  expect(facts).toMatchObject({ agent: { name: 'Marieke' }, passedOnTo: { id: null, name: 'Karim' }, waitSeconds: 12, talkSeconds: 60 });
});

it.each(['warm-transfer', 'cold-transfer'] as const)(
  'follows a call that Voys passes on by %s into the call it goes on as',
  async (status) => {
    const voys = await connectPhone(owner, 'voys', status === 'warm-transfer' ? '020 777 00 11' : '020 777 00 12');
    const karim = { name: 'Karim', email: 'karim@winkel.test' };
    const call = aCall(stranger());
    await told(
      call,
      [
        ['ringing', 0],
        ['answered', 12],
      ],
      voys,
    );
    const second: FakeCall = { ...call, id: `${call.id}-b`, agent: karim };
    const { body, headers } = FAKE_EXCHANGES.voys(second, 'answered', new Date(call.startedAt.getTime() + 40_000), { url: '', secret: '' });
    expect(await voys.post(JSON.stringify({ ...JSON.parse(body), status, merged_id: call.id }), headers)).toBe(200);
    if (status === 'cold-transfer') expect(await voys.tell(second, 'answered', 45)).toBe(200);
    expect(await voys.tell(second, 'hung-up', 72)).toBe(200);
    const ticket = await ticketOf(call);
    expect(await ended(ticket.id)).toMatchObject([
      { agent: { name: 'Marieke' }, passedOnTo: { id: null, name: 'Karim' }, waitSeconds: 12, talkSeconds: 60 },
    ]);
    expect(await ticketsOfCaller(call)).toHaveLength(1);
  },
);

it('ends calls whose end was never told, as missed or spoken, and leaves those that may go on', async () => {
  const quiet = await connectPhone(owner, 'voys', '020 777 00 09');
  const [lost, spoken, fresh] = [aCall(stranger(5 * 60)), aCall(stranger(5 * 60)), aCall(stranger(60))];
  for (const call of [lost, spoken, fresh]) await told(call, [['ringing', 0]], quiet);
  await told(spoken, [['answered', 10]], quiet);
  const tickets = await Promise.all([lost, spoken, fresh].map((call) => ticketOf(call)));
  const factsOf = async () => (await Promise.all(tickets.map(({ id }) => callsOf(owner, id)))).map(([facts]) => facts);
  await eventually(async () => (await factsOf())[1]?.state === 'talking', 'all is told');
  await app.app.get(LostCalls).sweep();
  expect(await factsOf()).toMatchObject([
    { state: 'ended', outcome: 'missed', waitSeconds: 30 },
    { state: 'ended', outcome: 'answered' },
    { state: 'ringing', outcome: null },
  ]);
  // Its end is told after all: that holds.
  await told(lost, [['hung-up', 45]], quiet);
  await eventually(async () => (await factsOf())[0]?.waitSeconds === 45, 'the later end');
});

it.each(phoneProvider.options)('answers %s in the words that it reads', async (provider) => {
  const at = await connectPhone(owner, provider, `020 777 01 0${phoneProvider.options.indexOf(provider)}`);
  const { body, headers } = FAKE_EXCHANGES[provider](aCall(stranger()), 'missed', new Date(), { url: at.webhookUrl, secret: at.secret });
  const answer = await fetch(owner.url + new URL(at.webhookUrl).pathname, { method: 'POST', body, headers });
  const text = await answer.text();
  if (provider === 'twilio') {
    expect(answer.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(text).toContain('<Response/>');
  } else {
    expect(JSON.parse(text)).toEqual({ stored: true });
  }
  await owner.patch(`/api/channel-accounts/${at.accountId}`, { paused: true });
  // What was known of the account counts for a second.
  await eventually(async () => (await at.post(body, headers)) === 404, 'a paused number does not ring');
});

it('takes calls in again once the secret was renewed, and says until then what is wrong', async () => {
  const renewed = await connectPhone(owner, 'generic', '020 777 02 01');
  const fresh =
    (await owner.post(`/api/channels/phone/accounts/${renewed.accountId}/secret`, { secret: null })).as(connectedPhone).secret ?? '';
  const call = aCall(stranger());
  // What was known of the account counts for a second.
  await eventually(async () => (await renewed.tell(call, 'ringing')) === 403, 'the old secret is refused');
  const account = async () =>
    (await owner.get('/api/channel-accounts')).as(page(channelAccount)).items.find(({ id }) => id === renewed.accountId);
  await eventually(async () => (await account())?.lastErrorCode === 'signature_invalid', 'the owner can read it');
  for (const [moment, second] of [
    ['ringing', 0],
    ['missed', 31],
  ] as const) {
    expect(await renewed.tell(call, moment, second, { secret: fresh })).toBe(200);
  }
  const ticket = await ticketOf(call);
  expect(await ended(ticket.id)).toMatchObject([{ outcome: 'missed' }]);
  await eventually(async () => (await account())?.status === 'connected', 'it works again');
});
