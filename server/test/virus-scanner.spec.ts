import { randomUUID } from 'node:crypto';
import { type Attachment, attachment, scannerStatus } from '@balie/shared/contracts/files.ts';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { aColleague } from '../src/modules/agents/testing/people.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { EICAR, FakeClamd } from '../src/platform/scanner/testing/fake-clamd.ts';
import type { ApiClient } from './support/api-client.ts';
import { MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock();
let dovecot: DovecotServer;
let sink: SmtpSink;
let clamd: FakeClamd;
let app: TestApp;
let owner: ApiClient;
let agent: ApiClient;
beforeAll(async () => {
  const clamdPort = await freePort();
  [dovecot, sink, clamd, app] = await Promise.all([
    startDovecot(),
    SmtpSink.start(),
    FakeClamd.start(clamdPort, 1024 * 1024),
    startTestApp({ BALIE_MAIL_POLL_SECONDS: '2', BALIE_CLAMD: `127.0.0.1:${clamdPort}` }, clock),
  ]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  sink.passwords.set(MAILBOX.address, MAILBOX.password);
  ({ owner } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: sink.port }));
  const [{ id }] = (await system('select id from organisations')) as [{ id: string }];
  agent = await aColleague(app, { role: 'agent', organisationId: id });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([dovecot.stop(), sink.stop(), clamd.stop()]);
});

const system = (sql: string, values: unknown[] = []) =>
  app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Record<string, unknown>>(sql, values));

function mailWith(subject: string, name: string, contents: string): string {
  return [
    'From: Jan <jan@klant.test>',
    `To: ${MAILBOX.address}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@klant.test>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Zie bijlage',
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    Buffer.from(contents).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');
}
async function detailOf(subject: string) {
  const id = await eventually(async () => {
    const { body } = await owner.get('/api/views/open/tickets');
    return (body as { items: { id: string; subject: string }[] }).items.find((ticket) => ticket.subject === subject)?.id;
  }, `a ticket "${subject}"`);
  return async () => (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
}
async function fileOf(subject: string, state: NonNullable<Attachment['scan']>['state']): Promise<Attachment> {
  const detail = await detailOf(subject);
  return eventually(async () => {
    const [item] = (await detail()).timeline.items.filter(({ kind }) => kind === 'message');
    const file = item?.kind === 'message' ? item.message.attachments[0] : undefined;
    return file?.scan?.state === state ? file : undefined;
  }, `a file that is ${state}`);
}
function upload(client: ApiClient, name: string, contents: string) {
  const form = new FormData();
  form.set('file', new Blob([contents]), name);
  return client.post('/api/attachments', form);
}
async function reply(ticketId: string, text: string, attachmentIds: readonly string[]): Promise<Message> {
  const to = [{ address: 'jan@klant.test', name: 'Jan' }];
  const request = { idempotencyKey: randomUUID(), html: `<p>${text}</p>`, to, attachmentIds, thenStatus: 'open' };
  return (await owner.post(`/api/tickets/${ticketId}/replies`, request)).as(ticketAndMessage).message;
}
const status = async () => (await owner.get('/api/attachments/scanner')).as(scannerStatus);

it('passes what is clean', async () => {
  await dovecot.deliver(MAILBOX.address, mailWith('Schoon', 'bon.txt', 'een bon'));
  const { id } = await fileOf('Schoon', 'clean');
  expect((await agent.get(`/api/attachments/${id}`)).text).toBe('een bon');
  expect(await status()).toEqual({ on: true, waiting: 0, stuck: false });
});

it('takes an infected file in, names what was found, and gives it to nobody but who answers for the house', async () => {
  await dovecot.deliver(MAILBOX.address, mailWith('Besmet', 'factuur.exe', EICAR));
  const file = await fileOf('Besmet', 'infected');
  expect(file.scan).toEqual({ state: 'infected', virus: 'Win.Test.EICAR_HDB-1' });
  for (const path of [`/api/attachments/${file.id}`, `/api/attachments/${file.id}?download=1`]) {
    const refused = await agent.get(path);
    expect([refused.status, refused.code]).toEqual([403, 'file_infected']);
  }
  expect((await owner.get(`/api/attachments/${file.id}`)).status).toBe(403);
  const fetched = await owner.get(`/api/attachments/${file.id}?download=1`);
  expect([fetched.status, fetched.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true]);
});

it('never sends an infected file on, wherever it comes from', async () => {
  const refused = await upload(owner, 'virus.com', EICAR);
  expect([refused.status, refused.code]).toEqual([403, 'file_infected']);
  const file = await fileOf('Besmet', 'infected');
  const { ticket } = await (await detailOf('Besmet'))();
  const { id } = await reply(ticket.id, 'Doorgestuurd virus.', [file.id]);
  const failed = await eventually(async () => {
    const { timeline } = await (await detailOf('Besmet'))();
    return timeline.items.flatMap((item) =>
      item.kind === 'message' && item.message.id === id && item.message.delivery.state === 'failed' ? [item.message] : [],
    )[0];
  }, 'the reply fails');
  expect(failed.delivery.reason).toContain('Win.Test.EICAR_HDB-1');
  expect(sink.mails).toEqual([]);
});

it('holds back what the scanner cannot look into', async () => {
  await dovecot.deliver(MAILBOX.address, mailWith('Te groot', 'film.mp4', 'x'.repeat(1_100_000)));
  const { id } = await fileOf('Te groot', 'unscannable');
  expect((await agent.get(`/api/attachments/${id}?download=1`)).code).toBe('file_unscannable');
});

it('holds back a raw mail that could not be read, too', async () => {
  // Without a sender it is among the failed ones.
  await dovecot.deliver(MAILBOX.address, mailWith('Kapot', 'virus.com', EICAR).replace('From: Jan <jan@klant.test>', 'From: '), '');
  const id = await eventually(
    async () => ((await owner.get('/api/failed-messages')).body as { items: { id: string }[] }).items[0]?.id,
    'the failed mail',
  );
  const answers = [await agent.get(`/api/failed-messages/${id}/raw`), await owner.get(`/api/failed-messages/${id}/raw`)];
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [403, 'file_infected'],
    [200, undefined],
  ]);
});

it('takes mail in while clamd is away, holds its files back, and looks at them once it is there again', async () => {
  await clamd.stop();
  await dovecot.deliver(MAILBOX.address, mailWith('Wacht', 'foto.txt', 'een foto'));
  const { id } = await fileOf('Wacht', 'waiting');
  const early = await agent.get(`/api/attachments/${id}?download=1`);
  expect([early.status, early.code]).toEqual([503, 'file_not_scanned']);
  // An owner does not get ahead of the scanner either.
  expect((await owner.get(`/api/attachments/${id}?download=1`)).status).toBe(503);

  const written = (await upload(owner, 'antwoord.txt', 'een antwoord')).as(attachment);
  expect(written.scan?.state).toBe('waiting');
  const { ticket } = await (await detailOf('Wacht'))();
  const message = await reply(ticket.id, 'Met een bestand.', [written.id]);
  const detail = await detailOf('Wacht');
  const delivery = async () =>
    (await detail()).timeline.items.flatMap((item) =>
      item.kind === 'message' && item.message.id === message.id ? [item.message.delivery] : [],
    )[0];
  await eventually(async () => /not looked at/.test((await delivery())?.reason ?? ''), 'the reply waits');
  expect(sink.mails).toEqual([]);
  clock.advance({ minutes: 2 });
  expect(await status()).toMatchObject({ on: true, stuck: true });

  await clamd.comeBack();
  await system(
    `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key like 'scan:%' or key like 'deliver:%'), run_at => now())`,
  );
  await fileOf('Wacht', 'clean');
  expect((await agent.get(`/api/attachments/${id}?download=1`)).text).toBe('een foto');
  await eventually(async () => (await delivery())?.state === 'sent', 'the reply leaves');
  expect(await status()).toEqual({ on: true, waiting: 0, stuck: false });
});
