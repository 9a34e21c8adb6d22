import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ReconnectPauses } from '../src/channels/email/reconnect-pauses.ts';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { accountOf, failedOf, ticketsOf } from './support/mail-in.ts';
import { mailboxesAreLookedThrough } from './support/mailbox-looks.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
beforeEach(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp()]);
  jest.spyOn(app.app.get(ReconnectPauses), 'after').mockReturnValue(300);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  ({ owner } = await openShop(app.url, dovecot));
});
afterEach(async () => {
  await app.stop();
  await dovecot.stop();
});

const deliver = (id: string, subject: string) => dovecot.deliver(MAILBOX.address, customerMail(id, { subject }));
const ticket = (subject: string) =>
  eventually(async () => (await ticketsOf(owner)).find((row) => row.subject === subject), `a ticket "${subject}"`);
const status = (wanted: string) =>
  eventually(async () => (await accountOf(owner)).status === wanted && accountOf(owner), `the account is ${wanted}`);

it('sets a mail that cannot be read aside with its reason, and does not hold up the next', async () => {
  const socket = await owner.openSocket();
  const told = new Promise<void>((resolve) => socket.once('failed-messages.changed', () => resolve()));
  // Neither the mail nor its envelope names anybody.
  await dovecot.deliver(MAILBOX.address, 'Subject: Wie ben ik?\r\nMessage-ID: <x@y.test>\r\n\r\nHallo\r\n', '');
  await deliver('daarna@klant.test', 'Daarna');
  await ticket('Daarna');
  await told;
  socket.close();
  const [failed] = await failedOf(owner);
  expect(failed).toMatchObject({ summary: 'Wie ben ik?', attempts: 1, channelName: 'Klantenservice' });
  expect(failed?.reason).toMatch(/sender/);

  const raw = await owner.get(`/api/failed-messages/${failed?.id}/raw`);
  expect(raw.headers.get('content-type')).toBe('message/rfc822');
  expect(raw.headers.get('content-disposition')).toBe(`attachment; filename="${failed?.id}.eml"`);
  expect(raw.text).toContain('Hallo');

  expect((await owner.post(`/api/failed-messages/${failed?.id}/retry`)).status).toBe(204);
  await eventually(async () => (await failedOf(owner)).find(({ failedAt }) => failedAt !== failed?.failedAt), 'it fails again');
  expect((await owner.del(`/api/failed-messages/${failed?.id}`)).status).toBe(204);
  expect(await failedOf(owner)).toEqual([]);
  expect((await owner.get(`/api/failed-messages/${failed?.id}/raw`)).status).toBe(404);
});

it('goes on by itself when the mail server was away, and misses nothing', async () => {
  await deliver('een@klant.test', 'Een');
  await ticket('Een');
  await dovecot.restart(async () => {
    await status('retrying');
    const account = await eventually(async () => {
      const now = await accountOf(owner);
      return now.lastErrorCode === 'connection_refused' && now;
    }, 'the account says what is wrong');
    expect(account.lastError).toMatch(/does not accept connections/);
  });
  await deliver('twee@klant.test', 'Twee');
  await ticket('Twee');
  expect(await status('connected')).toMatchObject({ lastError: null, lastErrorCode: null });
  expect(await ticketsOf(owner)).toHaveLength(2);
});

it('stops when the password is refused, asks nothing more of the server, and goes on once a person mended it', async () => {
  await dovecot.changePassword(MAILBOX.address, 'iets-anders');
  await dovecot.restart();
  const account = await status('needs_attention');
  expect(account.lastErrorCode).toBe('wrong_password');
  const attempts = await dovecot.signIns(MAILBOX.address);
  await deliver('gemist@klant.test', 'Gemist');
  await mailboxesAreLookedThrough(app); // Longer than several pauses between attempts.
  expect(await dovecot.signIns(MAILBOX.address)).toBe(attempts);
  expect((await accountOf(owner)).status).toBe('needs_attention');

  const endpoint = { host: '127.0.0.1', security: 'none', user: MAILBOX.address };
  const change = (password: string) =>
    owner.patch(`/api/channels/email/accounts/${account.id}`, {
      imap: { ...endpoint, port: dovecot.imapPort, password },
      smtp: { ...endpoint, port: dovecot.smtpPort, password },
    });
  const refused = await change('nog steeds fout');
  expect([refused.status, refused.code]).toEqual([422, 'wrong_password']);
  expect((await change('')).code).toBe('wrong_password'); // The stored one, which is wrong by now.
  expect((await change('iets-anders')).as(channelAccount).status).toBe('connecting');
  await ticket('Gemist');
  await status('connected');
});

it('does not pull while it is paused, and catches up afterwards', async () => {
  const { id } = await accountOf(owner);
  expect((await owner.patch(`/api/channel-accounts/${id}`, { paused: true })).as(channelAccount).status).toBe('paused');
  await eventually(async () => (await dovecot.connections(MAILBOX.address)) === 0, 'the connection is closed');
  await deliver('een@klant.test', 'Tijdens de pauze');
  expect(await ticketsOf(owner)).toEqual([]);
  await owner.patch(`/api/channel-accounts/${id}`, { paused: false });
  await ticket('Tijdens de pauze');
});

it('brings nothing in twice when the server numbers its mails anew, and misses nothing that came meanwhile', async () => {
  await deliver('een@klant.test', 'Een');
  await deliver('twee@klant.test', 'Twee');
  await ticket('Twee');
  await dovecot.renumber(MAILBOX.address);
  await deliver('drie@klant.test', 'Drie');
  await ticket('Drie');
  await deliver('vier@klant.test', 'Vier');
  await ticket('Vier');
  expect((await ticketsOf(owner)).map(({ subject, messageCount }) => `${subject} ${messageCount}`).toSorted()).toEqual([
    'Drie 1',
    'Een 1',
    'Twee 1',
    'Vier 1',
  ]);
  expect(await failedOf(owner)).toEqual([]);
});

it('lets go of a mailbox that was disconnected, keeps its tickets, and knows it again when it comes back', async () => {
  await deliver('een@klant.test', 'Een');
  const { id: ticketId } = await ticket('Een');
  const { id } = await accountOf(owner);
  expect((await owner.del(`/api/channel-accounts/${id}`)).status).toBe(204);
  await eventually(async () => (await dovecot.connections(MAILBOX.address)) === 0, 'the connection is closed');
  await deliver('twee@klant.test', 'Tussendoor');
  expect((await owner.get(`/api/tickets/${ticketId}`)).status).toBe(200);
  expect((await owner.get(`/api/channels/email/accounts/${id}`)).status).toBe(404);

  const endpoint = { host: '127.0.0.1', security: 'none', user: MAILBOX.address, password: MAILBOX.password };
  const again = await owner.post('/api/channels/email/accounts', {
    address: MAILBOX.address.toUpperCase(),
    imap: { ...endpoint, port: dovecot.imapPort },
    smtp: { ...endpoint, port: dovecot.smtpPort },
    shopId: (await ticket('Een')).shopId,
    name: 'Opnieuw',
    historyDays: null,
  });
  expect(again.as(channelAccount)).toMatchObject({ id, name: 'Opnieuw' });
  const antwoord = customerMail('drie@klant.test', { subject: 'Re: Een', headers: 'In-Reply-To: <een@klant.test>' });
  await status('connected');
  await dovecot.deliver(MAILBOX.address, antwoord);
  await eventually(async () => (await ticketsOf(owner)).find((row) => row.id === ticketId && row.messageCount === 2), 'the answer');
});
