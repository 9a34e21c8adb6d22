import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type ChannelAccount, channelAccount, emailSettings } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { RawMessages } from '../src/channels/core/raw-messages.ts';
import { TEST_CERTIFICATE } from '../src/channels/email/testing/test-certificate.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { customerMail } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

let app: TestApp;
let clock: TestClock;
let house: FoundedOrganisation;
let port: number;
let dir: string;
let account: ChannelAccount;
let to: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-cert-'));
  await fs.writeFile(path.join(dir, 'cert.pem'), TEST_CERTIFICATE.cert);
  await fs.writeFile(path.join(dir, 'key.pem'), TEST_CERTIFICATE.key);
  port = await freePort();
  clock = new TestClock();
  app = await startTestApp(
    {
      BALIE_SMTP_LISTEN_PORT: String(port),
      BALIE_SMTP_LISTEN_HOST: '127.0.0.1',
      BALIE_SMTP_DOMAIN: 'in.balie.test',
      BALIE_SMTP_TLS_CERT: path.join(dir, 'cert.pem'),
      BALIE_SMTP_TLS_KEY: path.join(dir, 'key.pem'),
    },
    clock,
  );
  house = await aFoundedOrganisation(app);
  const request = { address: 'info@winkel.test', shopId: house.shopId, name: 'Info', smtp: null };
  account = (await house.owner.post('/api/channels/email/forwarding', request)).as(channelAccount);
  to = (await settings()).forwarding?.to ?? '';
});
afterAll(async () => {
  await app.stop();
  await fs.rm(dir, { recursive: true, force: true });
});

const settings = async () => (await house.owner.get(`/api/channels/email/accounts/${account.id}`)).as(emailSettings);
const transport = (tls = true) =>
  createTransport({
    host: '127.0.0.1',
    port,
    requireTLS: tls,
    ignoreTLS: !tls,
    tls: { ca: TEST_CERTIFICATE.cert, servername: 'localhost' },
  });
const hand = (raw: string | Buffer, recipients: string | string[] = to) =>
  transport().sendMail({ envelope: { from: 'jan@klant.test', to: recipients }, raw });
/** A conversation in the words of the protocol: what mail programs would not say. @param localAddress who asks */
async function openSession(localAddress = '127.0.0.1') {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress });
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  /** The last line of an answer. */
  const answer = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The server ended the connection');
    return /^\d{3}-/.test(value) ? answer() : value;
  };
  await answer();
  return {
    say: async (...commands: (string | Buffer)[]) => {
      const answers: string[] = [];
      for (const command of commands) {
        // In one piece: the second of two small ones would wait for its acknowledgement.
        socket.write(Buffer.concat([Buffer.from(command as string), Buffer.from('\r\n')]));
        answers.push(await answer());
      }
      return answers;
    },
    end: () => socket.destroy(),
  };
}
const find = (subject: string) =>
  eventually(async () => (await ticketsOf(house.owner)).find((row) => row.subject === subject), `a ticket "${subject}"`);

it('takes forwarded mail in, encrypted, once, and shows the account as working', async () => {
  expect(to).toMatch(/^[0-9a-f]{20}@in\.balie\.test$/);
  const once = customerMail('een@klant.test', { subject: 'Een' });
  await hand(once);
  // A forwarder that had no answer brings it again.
  await hand(once);
  await transport(false).sendMail({
    envelope: { from: '', to: to.toUpperCase() },
    raw: customerMail('twee@klant.test', { subject: 'Twee' }),
  });
  expect((await find('Een')).messageCount).toBe(1);
  await find('Twee');
  expect(await ticketsOf(house.owner)).toHaveLength(2);
  await eventually(async () => {
    const { items } = (await house.owner.get('/api/channel-accounts')).as(page(channelAccount));
    return items[0]?.status === 'connected';
  }, 'it is connected');
});

it.each([
  ['an address of ours that nobody has', '0123456789abcdef0123@in.balie.test'],
  ['the shop itself', 'info@winkel.test'],
  ['somebody elsewhere', 'slachtoffer@elders.test'],
  ['a route through us', '@in.balie.test:slachtoffer@elders.test'],
  ['a percent route', 'slachtoffer%elders.test@in.balie.test'],
])('relays nothing to %s', async (_what, address) => {
  await expect(hand(customerMail('relay@klant.test'), address)).rejects.toThrow(/5[05]\d/);
});

it('says 250 only to what is stored: a failure leaves the mail with its sender', async () => {
  const raw = app.app.get(RawMessages);
  const broken = jest.spyOn(raw, 'store').mockRejectedValueOnce(new Error('no database'));
  await expect(hand(customerMail('drie@klant.test', { subject: 'Drie' }))).rejects.toMatchObject({ responseCode: 451 });
  broken.mockRestore();
  await hand(customerMail('drie@klant.test', { subject: 'Drie' }));
  await find('Drie');
});

it('refuses what is too large, announced or not', async () => {
  const large = Buffer.concat([Buffer.from(customerMail('groot@klant.test')), Buffer.alloc(61 * 1024 * 1024, 'x\r\n')]);
  await expect(hand(large)).rejects.toMatchObject({ responseCode: 552 });
  const session = await openSession();
  // 61 MB come in before it is known.
  const said = await session.say('EHLO klant.test', 'MAIL FROM:<jan@klant.test>', `RCPT TO:<${to}>`, 'DATA');
  expect(said.map((line) => line.slice(0, 3))).toEqual(['250', '250', '250', '354']);
  expect(await session.say(Buffer.concat([large, Buffer.from('\r\n.')]))).toEqual([
    expect.stringMatching(/^552 5\.3\.4 This mail is 6\d MB/),
  ]);
  // The next one over the same connection is welcome.
  await session.say('MAIL FROM:<jan@klant.test>', `RCPT TO:<${to}>`, 'DATA');
  expect(await session.say(`${customerMail('klein@klant.test', { subject: 'Klein' })}.`)).toEqual(['250 2.0.0 Stored']);
  session.end();
  await find('Klein');
  expect((await ticketsOf(house.owner)).map(({ subject }) => subject)).not.toContain('Vraag');
});

it('refuses what is too large for this account, in words that its sender can act on', async () => {
  await house.owner.patch(`/api/channel-accounts/${account.id}/limits`, { maxIncomingBytes: 2 * 1024 * 1024 });
  const large = Buffer.concat([
    Buffer.from(customerMail('groter@klant.test', { subject: 'Groter' })),
    Buffer.alloc(3 * 1024 * 1024, 'x\r\n'),
  ]);
  await expect(hand(large)).rejects.toThrow(/552 5\.3\.4 This mail is 3 MB, this address takes at most 2 MB\. Send large files as a link/);
});

it('shows the owner the code and the link with which a provider wants the forwarding confirmed, and makes no ticket of it', async () => {
  const link = 'https://mail-settings.google.com/mail/vf-%5BANGjdJ8-abc%5D-def';
  const before = (await ticketsOf(house.owner)).length;
  await hand(
    customerMail('vf@google.test', {
      from: 'Gmail Team <forwarding-noreply@google.com>',
      subject: '(#123456789) Gmail-bevestiging van doorsturen - E-mail ontvangen van info@winkel.test',
      text: `info@winkel.test wil mail doorsturen.\r\nBevestigingscode: 123456789\r\n\r\n${link}\r\n\r\nhttps://evil.test/vf-1`,
    }),
  );
  const verification = await eventually(async () => (await settings()).forwarding?.verification ?? undefined, 'the verification');
  expect(verification).toMatchObject({ from: 'forwarding-noreply@google.com', code: '123456789', link });
  expect(await ticketsOf(house.owner)).toHaveLength(before);
});

it('brakes who sends too much, and nobody else, and lets them in again later', async () => {
  clock.advance({ minutes: 2 });
  const [busy, other] = await Promise.all([openSession(), openSession('127.0.0.2')]);
  const mail = ['MAIL FROM:<jan@klant.test>', 'RSET'];
  const answers = await busy.say('EHLO klant.test', ...Array.from({ length: 300 }, () => mail).flat());
  expect(new Set(answers.map((line) => line.slice(0, 3)))).toEqual(new Set(['250']));
  expect(await busy.say(...mail)).toEqual([expect.stringMatching(/^451 4\.7\.1 Too many mails/), expect.stringMatching(/^250/)]);
  expect((await other.say('EHLO klant.test', ...mail)).map((line) => line.slice(0, 3))).toEqual(['250', '250', '250']);
  clock.advance({ minutes: 1 });
  expect(await busy.say('MAIL FROM:<jan@klant.test>')).toEqual([expect.stringMatching(/^250/)]);
  busy.end();
  other.end();
});

it('brakes who guesses addresses, and lets them in again later', async () => {
  clock.advance({ minutes: 2 });
  const pool = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 1, maxMessages: 1000 });
  const guess = () =>
    pool
      .sendMail({ envelope: { from: 'x@x.test', to: 'geraden@in.balie.test' }, raw: 'x' })
      .catch((error: { responseCode: number }) => error.responseCode);
  const answers = [];
  for (let index = 0; index < 31; index++) answers.push(await guess());
  pool.close();
  expect(new Set(answers.slice(0, 30))).toEqual(new Set([550]));
  expect([421, 451]).toContain(answers[30]);
  await expect(hand(customerMail('vier@klant.test', { subject: 'Vier' }))).rejects.toThrow(/4[25]1/);
  clock.advance({ minutes: 2 });
  await hand(customerMail('vier@klant.test', { subject: 'Vier' }));
  await find('Vier');
});

it('takes nothing any more for an account that was disconnected', async () => {
  await house.owner.del(`/api/channel-accounts/${account.id}`);
  await expect(hand(customerMail('vijf@klant.test'))).rejects.toMatchObject({ responseCode: 550 });
});
