import { randomBytes, randomUUID } from 'node:crypto';
import { channelLimits } from '@balie/shared/contracts/channel-limits.ts';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { type Attachment, attachment } from '@balie/shared/contracts/files.ts';
import { ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { FileStorage, StoredFileMissing } from '../src/platform/storage/file-storage.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

const MB = 1024 * 1024;
const clock = new TestClock();
let dovecot: DovecotServer;
let sink: SmtpSink;
let app: TestApp;
let owner: ApiClient;
let accountId: string;
let ticketId: string;
beforeAll(async () => {
  [dovecot, sink, app] = await Promise.all([startDovecot(), SmtpSink.start(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' }, clock)]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  sink.passwords.set(MAILBOX.address, MAILBOX.password);
  ({ owner, accountId } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: sink.port }));
  await dovecot.deliver(MAILBOX.address, customerMail(`${randomUUID()}@klant.test`, { subject: 'Handleiding' }));
  ticketId = await eventually(
    async () => ((await owner.get('/api/views/open/tickets')).body as { items: { id: string }[] }).items[0]?.id,
    'the ticket',
  );
});
afterAll(async () => {
  await app.stop();
  await Promise.all([dovecot.stop(), sink.stop()]);
});

async function upload(name: string, contents: Buffer): Promise<Attachment> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(contents)], { type: 'application/octet-stream' }), name);
  return (await owner.post('/api/attachments', form)).as(attachment);
}
/** The mail as the customer gets it, and its message as the console shows it. */
async function sendWith(text: string, files: readonly Attachment[]): Promise<{ mail: Email; files: readonly Attachment[] }> {
  const request = {
    idempotencyKey: randomUUID(),
    html: `<p>${text}</p>`,
    to: [{ address: 'jan@klant.test', name: 'Jan' }],
    attachmentIds: files.map(({ id }) => id),
    thenStatus: 'open',
  };
  const { message } = (await owner.post(`/api/tickets/${ticketId}/replies`, request)).as(ticketAndMessage);
  const sent = await eventually(async () => sink.mails.find(({ raw }) => raw.includes(text)), 'the mail');
  return { mail: await PostalMime.parse(sent.raw), files: await filesOf(message.id) };
}
async function filesOf(messageId: string): Promise<readonly Attachment[]> {
  const { timeline } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  return timeline.items.flatMap((item) => (item.kind === 'message' && item.message.id === messageId ? item.message.attachments : []));
}
const LINK = /http:\/\/localhost:\d+(\/api\/downloads\/[\w-]{43})/;
const asCustomer = (path: string, language = 'nl-NL,nl;q=0.9') =>
  fetch(`${app.url}${path}`, { headers: { 'accept-language': language }, redirect: 'manual' });
/** Reads the answer to its end: a large one that nobody reads would keep its connection, and with it the process. */
async function statusFor(path: string): Promise<number> {
  const answer = await asCustomer(path);
  await answer.arrayBuffer();
  return answer.status;
}

it('sends what fits as before', async () => {
  const file = await upload('bon.pdf', randomBytes(MB));
  const { mail, files } = await sendWith('Hierbij de bon.', [file]);
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['bon.pdf']);
  expect(files).toMatchObject([{ name: 'bon.pdf', link: null }]);
});

it('sends what does not fit as a link that whoever has it can fetch, and counts', async () => {
  const changed = (await owner.patch(`/api/channel-accounts/${accountId}/limits`, { maxMailBytes: 2 * MB, linkDays: 30 })).as(
    channelLimits,
  );
  expect(changed).toMatchObject({ maxMailBytes: 2 * MB, linkDays: 30, usual: { maxMailBytes: 20 * MB } });
  const { items } = (await owner.get('/api/channel-accounts')).as(page(channelAccount));
  expect(items[0]?.capabilities.attachments?.linksBeyondBytes).toBe(2 * MB);

  const contents = randomBytes(3 * MB);
  const [small, large] = [await upload('klein.txt', Buffer.from('klein')), await upload('handleiding.html', contents)];
  const { mail, files } = await sendWith('De handleiding.', [small, large]);
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['klein.txt']);
  expect(mail.text).toMatch(/handleiding\.html \(3,1 MB, tot en met .+\)/);
  expect(mail.html).toMatch(LINK);
  expect(files).toMatchObject([
    { link: null },
    { name: 'handleiding.html', link: { downloads: 0, lastDownloadAt: null, revokedAt: null } },
  ]);

  const path = LINK.exec(mail.text ?? '')?.[1] ?? '';
  const shown = await asCustomer(path);
  const html = await shown.text();
  expect(shown.status).toBe(200);
  expect(shown.headers.get('x-robots-tag')).toContain('noindex');
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('De Lampenwinkel stuurt je een bestand.');
  expect(html).toContain('handleiding.html');
  expect(await (await asCustomer(path, 'en-GB')).text()).toContain('sends you a file');
  expect((await filesOf((await lastMessage()).id))[1]?.link?.downloads).toBe(0);

  const fetched = await asCustomer(`${path}/file`);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(contents)).toBe(true);
  // A page of a stranger's making never runs at our address.
  expect(fetched.headers.get('content-type')).toBe('application/octet-stream');
  expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; filename="handleiding\.html"/);
  expect((await filesOf((await lastMessage()).id))[1]?.link).toMatchObject({ downloads: 1, lastDownloadAt: expect.any(String) });
});

it('tells a file that is lost from a storage that is out of reach for now', async () => {
  const { mail } = await sendWith('Nog een bestand.', [await upload('vierde.bin', randomBytes(3 * MB))]);
  const path = LINK.exec(mail.text ?? '')?.[1] ?? '';
  const storage = jest.spyOn(app.app.get(FileStorage, { strict: false }), 'stream');
  storage.mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
  const away = await asCustomer(`${path}/file`);
  expect([away.status, await away.text()]).toEqual([503, expect.stringContaining('over een paar minuten')]);
  storage.mockRejectedValueOnce(new StoredFileMissing('files/vierde'));
  const lost = await asCustomer(`${path}/file`);
  expect([lost.status, await lost.text()]).toEqual([404, expect.stringContaining('nog eens te sturen')]);
  storage.mockRestore();
  expect(await statusFor(`${path}/file`)).toBe(200);
});

async function lastMessage(): Promise<{ id: string; attachments: readonly Attachment[] }> {
  const { timeline } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  const message = timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : [])).at(-1);
  if (!message) throw new Error('There is no message');
  return message;
}

it('ends when it is taken back, and when its time is over; both look alike to who never had one', async () => {
  const { mail } = await sendWith('Nog een handleiding.', [await upload('tweede.bin', randomBytes(3 * MB))]);
  const path = LINK.exec(mail.text ?? '')?.[1] ?? '';
  const [file] = (await lastMessage()).attachments;
  expect((await owner.del(`/api/attachments/${file?.id}/link`)).status).toBe(204);
  const withdrawn = await asCustomer(path);
  expect(withdrawn.status).toBe(404);
  const never = await asCustomer(`/api/downloads/${randomBytes(32).toString('base64url')}`);
  expect([never.status, await never.text()]).toEqual([404, await withdrawn.text()]);
  expect(await statusFor(`${path}/file`)).toBe(404);

  const { mail: next } = await sendWith('En nog een.', [await upload('derde.bin', randomBytes(3 * MB))]);
  const other = LINK.exec(next.text ?? '')?.[1] ?? '';
  expect(await statusFor(other)).toBe(200);
  clock.advance({ days: 31 });
  expect(await statusFor(`${other}/file`)).toBe(404);
});

it('stops who tries links', async () => {
  const statuses = new Set<number>();
  for (let tries = 0; tries < 35; tries++) statuses.add(await statusFor(`/api/downloads/${randomBytes(32).toString('base64url')}`));
  expect(statuses).toEqual(new Set([404, 429]));
});
