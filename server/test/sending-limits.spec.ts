import { randomUUID } from 'node:crypto';
import { channelLimits } from '@balie/shared/contracts/channel-limits.ts';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock();
let dovecot: DovecotServer;
let sink: SmtpSink;
let app: TestApp;
let owner: ApiClient;
let accountId: string;
beforeAll(async () => {
  [dovecot, sink, app] = await Promise.all([startDovecot(), SmtpSink.start(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' }, clock)]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  sink.passwords.set(MAILBOX.address, MAILBOX.password);
  ({ owner, accountId } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: sink.port }));
});
afterEach(() => {
  sink.behaviour = { kind: 'accept' };
});
afterAll(async () => {
  await app.stop();
  await Promise.all([dovecot.stop(), sink.stop()]);
});

async function aTicket(): Promise<string> {
  const subject = `Vraag ${randomUUID()}`;
  await dovecot.deliver(MAILBOX.address, customerMail(`${randomUUID()}@klant.test`, { subject }));
  return eventually(async () => {
    const { body } = await owner.get('/api/views/open/tickets');
    return (body as { items: { id: string; subject: string }[] }).items.find((ticket) => ticket.subject === subject)?.id;
  }, 'the ticket');
}
async function reply(ticketId: string, text: string): Promise<string> {
  const request = {
    idempotencyKey: randomUUID(),
    html: `<p>${text}</p>`,
    to: [{ address: 'jan@klant.test', name: 'Jan' }],
    thenStatus: 'open',
  };
  return (await owner.post(`/api/tickets/${ticketId}/replies`, request)).as(ticketAndMessage).message.id;
}
function delivery(ticketId: string, messageId: string, like: (now: Message['delivery']) => boolean): Promise<Message['delivery']> {
  return eventually(async () => {
    const { timeline } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    const now = timeline.items.flatMap((item) =>
      item.kind === 'message' && item.message.id === messageId ? [item.message.delivery] : [],
    )[0];
    return now && like(now) ? now : undefined;
  }, 'the delivery');
}
const isSent = ({ state }: Message['delivery']) => state === 'sent';
const limits = async () => (await owner.get(`/api/channel-accounts/${accountId}/limits`)).as(channelLimits);
const set = async (changes: object) => (await owner.patch(`/api/channel-accounts/${accountId}/limits`, changes)).as(channelLimits);
const system = (sql: string, values: unknown[] = []) => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query(sql, values));
/** The queue goes by the database's clock, which nobody moves. A job that is at work plans its next one first. */
async function later(seconds: number): Promise<void> {
  await eventually(
    async () =>
      (await system(`select 1 from graphile_worker.jobs where queue_name like 'deliver:%' and locked_at is not null`)).length === 0,
    'nothing is being sent',
  );
  clock.advance({ seconds });
  await hurry();
}
async function hurry(): Promise<void> {
  await system(
    `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key like 'deliver:%' and run_at > now()), run_at => now())`,
  );
}
const sentWith = (text: string) => sink.mails.filter(({ raw }) => raw.toString().includes(text)).length;

it('has no limit where the provider is not known, and counts all the same', async () => {
  const ticketId = await aTicket();
  expect(await limits()).toMatchObject({ sending: { perMinute: null, perDay: null }, waiting: 0, throttled: null });
  await delivery(ticketId, await reply(ticketId, 'Ongeteld? Nee.'), isSent);
  expect((await limits()).used).toEqual({ lastMinute: 1, lastDay: 1 });
});

it('holds back what is more than a minute may hold, tells when it goes, and sends it then', async () => {
  clock.advance({ minutes: 2 });
  await set({ sending: { perMinute: 2, perDay: null } });
  const ticketId = await aTicket();
  for (const text of ['Eerste van vier.', 'Tweede van vier.']) await delivery(ticketId, await reply(ticketId, text), isSent);
  const third = await reply(ticketId, 'Derde van vier.');
  const held = await delivery(ticketId, third, ({ waitsFor }) => waitsFor === 'sending_limit');
  expect(held).toMatchObject({ state: 'queued', attempts: 0, reason: expect.stringContaining('2 a minute') });
  const wait = (Date.parse(held.nextAttemptAt ?? '') - clock.now().getTime()) / 1000;
  expect(wait).toBeGreaterThan(50);
  expect(wait).toBeLessThanOrEqual(60);
  const fourth = await reply(ticketId, 'Vierde van vier.');
  await delivery(ticketId, fourth, ({ waitsFor }) => waitsFor === 'sending_limit');
  expect(await limits()).toMatchObject({ used: { lastMinute: 2 }, waiting: 2 });
  expect(sentWith('Derde van vier.')).toBe(0);

  await later(61);
  await delivery(ticketId, third, isSent);
  await delivery(ticketId, fourth, isSent);
  expect(await limits()).toMatchObject({ waiting: 0 });
});

it('lets them go as soon as the owner raises the limit', async () => {
  clock.advance({ minutes: 2 });
  await set({ sending: { perMinute: null, perDay: 1 } });
  const ticketId = await aTicket();
  const id = await reply(ticketId, 'Wacht op morgen.');
  const held = await delivery(ticketId, id, ({ waitsFor }) => waitsFor === 'sending_limit');
  expect(Date.parse(held.nextAttemptAt ?? '') - clock.now().getTime()).toBeGreaterThan(20 * 3_600_000);
  await set({ sending: { perMinute: null, perDay: null } });
  expect(await delivery(ticketId, id, isSent)).toMatchObject({ waitsFor: null, reason: null });
});

it('lets what people write go before automatic mail', async () => {
  clock.advance({ minutes: 2 });
  await set({ sending: { perMinute: 1, perDay: null } });
  const ticketId = await aTicket();
  await delivery(ticketId, await reply(ticketId, 'Neemt de plaats in.'), isSent);
  const automatic = await reply(ticketId, 'Automatisch.');
  await system(`update messages set nature = 'automatic' where id = $1`, [automatic]);
  await delivery(ticketId, automatic, ({ waitsFor }) => waitsFor === 'sending_limit');
  const personal = await reply(ticketId, 'Van een mens.');
  await delivery(ticketId, personal, ({ waitsFor }) => waitsFor === 'sending_limit');
  await later(61);
  await delivery(ticketId, personal, isSent);
  await delivery(ticketId, automatic, ({ waitsFor, state }) => state === 'queued' && waitsFor === 'sending_limit');
  expect(sentWith('Automatisch.')).toBe(0);
  await later(61);
  await delivery(ticketId, automatic, isSent);
  await set({ sending: { perMinute: null, perDay: null } });
});

it('takes a provider’s "too many" for the whole account: nothing else is tried, no message is blamed', async () => {
  clock.advance({ minutes: 2 });
  const [one, other] = [await aTicket(), await aTicket()];
  sink.behaviour = { kind: 'answer', at: 'from', code: 451, text: '4.7.1 Too many messages, slow down' };
  const first = await reply(one, 'Te snel.');
  const held = await delivery(one, first, ({ waitsFor }) => waitsFor === 'provider');
  expect(held).toMatchObject({ attempts: 0, reason: expect.stringContaining('slow down') });
  sink.behaviour = { kind: 'accept' };
  const connections = sink.connections;
  const second = await reply(other, 'Ook te snel.');
  await delivery(other, second, ({ waitsFor }) => waitsFor === 'provider');
  expect(sink.connections).toBe(connections);
  expect((await limits()).throttled).toMatchObject({ reason: expect.stringContaining('slow down') });
  await later(61);
  await delivery(one, first, isSent);
  await delivery(other, second, isSent);
  expect(await limits()).toMatchObject({ throttled: null, waiting: 0 });
});

it('does not wait for ever for a provider that takes nothing: after two days a person decides', async () => {
  clock.advance({ minutes: 2 });
  const [one, other] = [await aTicket(), await aTicket()];
  sink.behaviour = { kind: 'answer', at: 'from', code: 451, text: '4.7.1 Too many messages, slow down' };
  const first = await reply(one, 'Twee dagen te snel.');
  await delivery(one, first, ({ waitsFor }) => waitsFor === 'provider');
  const second = await reply(other, 'Ook twee dagen.');
  await delivery(other, second, ({ waitsFor }) => waitsFor === 'provider');
  for (let night = 0; night < 2; night++) {
    const before = (await limits()).throttled?.until;
    await later(20 * 3_600);
    const triedAgain = async () => (await limits()).throttled?.until !== before || hurry().then(() => false);
    await eventually(triedAgain, 'it is tried again');
    expect(await delivery(one, first, () => true)).toMatchObject({ state: 'queued' });
  }
  await later(20 * 3_600);
  const failed = ({ state }: Message['delivery']) => {
    if (state !== 'failed') void hurry();
    return state === 'failed';
  };
  expect(await delivery(one, first, failed)).toMatchObject({ reason: expect.stringMatching(/48 hours.*slow down/), waitsFor: null });
  expect(await delivery(other, second, failed)).toMatchObject({ reason: expect.stringMatching(/48 hours.*slow down/) });

  sink.behaviour = { kind: 'accept' };
  expect((await owner.post(`/api/messages/${first}/retry`)).status).toBeLessThan(300);
  await delivery(one, first, ({ waitsFor }) => waitsFor === 'provider');
  await later(3_700);
  await delivery(one, first, isSent);
  expect(sentWith('Ook twee dagen.')).toBe(0);
});
