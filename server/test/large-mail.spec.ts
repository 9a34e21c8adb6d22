import { randomBytes, randomUUID } from 'node:crypto';
import { type Message, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import type { ApiClient } from './support/api-client.ts';
import { MAILBOX, openShop } from './support/connected-shop.ts';
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
beforeAll(async () => {
  [dovecot, sink, app] = await Promise.all([startDovecot(), SmtpSink.start(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' }, clock)]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  sink.passwords.set(MAILBOX.address, MAILBOX.password);
  ({ owner, accountId } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: sink.port }));
  await owner.patch(`/api/channel-accounts/${accountId}/limits`, { maxIncomingBytes: 2 * MB });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([dovecot.stop(), sink.stop()]);
});

interface Given {
  readonly from?: string;
  readonly text?: string;
  readonly headers?: string;
  readonly files: readonly { readonly name: string; readonly contents: Buffer }[];
}
/** Plain text and HTML, and the files behind them, as mail programs build it. */
function mailWith(
  subject: string,
  { from = 'jan@klant.test', text = 'Hierbij de filmpjes van mijn lamp. Groeten, Jan', headers, files }: Given,
): string {
  const base64 = (contents: Buffer) => contents.toString('base64').replace(/(.{76})/g, '$1\r\n');
  return [
    `From: Jan <${from}>`,
    `To: ${MAILBOX.address}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@klant.test>`,
    `Date: ${new Date().toUTCString()}`,
    ...(headers ? [headers] : []),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--inner',
    'Content-Type: text/html; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `<p>${text}</p><p>Caf=E9</p>`,
    '--inner--',
    ...files.flatMap(({ name, contents }) => [
      '--outer',
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      base64(contents),
    ]),
    '--outer--',
    '',
  ].join('\r\n');
}
const film = () => ({ name: 'film.mp4', contents: randomBytes(3 * MB) });

async function messagesOf(subject: string, most = 1): Promise<readonly Message[]> {
  return eventually(async () => {
    const { body } = await owner.get('/api/views/open/tickets');
    const id = (body as { items: { id: string; subject: string }[] }).items.find((ticket) => ticket.subject === subject)?.id;
    if (!id) return undefined;
    const { timeline } = (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
    const messages = timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
    return messages.length >= most && messages;
  }, `${most} messages of "${subject}"`);
}
const arrive = (mail: string) => dovecot.deliver(MAILBOX.address, mail);
const answersTo = (address: string) => sink.mails.filter(({ to }) => to.includes(address));

it('takes the text and the files that fit, names the others, and tells the sender once', async () => {
  const photo = { name: 'foto.jpg', contents: randomBytes(200_000) };
  await arrive(mailWith('Filmpjes', { files: [film(), photo] }));
  const [message, answer] = await messagesOf('Filmpjes', 2);
  expect(message?.text).toContain('Hierbij de filmpjes');
  expect(message?.html).toContain('Café');
  expect(message?.attachments.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([['foto.jpg', 200_000]]);
  expect(message?.leftOut).toEqual([{ name: 'film.mp4', contentType: 'application/octet-stream', sizeBytes: expect.any(Number) }]);
  expect(message?.leftOut[0]?.sizeBytes).toBeGreaterThan(2.9 * MB);
  const fetched = await owner.get(`/api/attachments/${message?.attachments[0]?.id}`);
  expect(fetched.headers.get('content-length')).toBe('200000');

  expect(answer).toMatchObject({ direction: 'outbound', nature: 'automatic', author: { agentId: null, name: 'De Lampenwinkel' } });
  const [sent] = await eventually(async () => answersTo('jan@klant.test').length > 0 && answersTo('jan@klant.test'), 'the answer');
  const mail = await PostalMime.parse(sent?.raw ?? '');
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  expect(header('auto-submitted')).toBe('auto-replied');
  expect(header('x-auto-response-suppress')).toBe('All');
  expect(mail.from?.name).toBe('De Lampenwinkel');
  expect(mail.subject).toBe('Re: Filmpjes');
  expect(mail.inReplyTo).toMatch(/@klant\.test>$/);
  expect(mail.text).toContain('hoogstens 2 MB');
  expect(mail.text).toContain('film.mp4 (3 MB)');
  expect(mail.html).toContain('film.mp4');

  // The customer still waits for a person.
  const { body } = await owner.get('/api/views/open/tickets');
  const row = (body as { items: { subject: string; waitingSince: string | null; status: string }[] }).items.find(
    ({ subject }) => subject === 'Filmpjes',
  );
  expect(row).toMatchObject({ status: 'open', waitingSince: expect.any(String) });

  await arrive(mailWith('Nog een filmpje', { files: [film()] }));
  expect((await messagesOf('Nog een filmpje'))[0]?.leftOut).toHaveLength(1);
  await arrive(mailWith('Klein', { files: [photo] }));
  expect((await messagesOf('Klein'))[0]?.leftOut).toEqual([]);
  expect(answersTo('jan@klant.test')).toHaveLength(1);
});

it('writes in the language of the mail, and again after a day', async () => {
  const english = { from: 'jane@klant.test', text: 'Hello, please find attached the videos of my lamp. Thanks, Jane', files: [film()] };
  await arrive(mailWith('Videos', english));
  await messagesOf('Videos', 2);
  await eventually(async () => answersTo('jane@klant.test').length === 1, 'the answer');
  expect(answersTo('jane@klant.test')[0]?.raw.toString()).toContain('may be at most 2 MB');
  clock.advance({ days: 1, minutes: 5 });
  await arrive(mailWith('More videos', english));
  await messagesOf('More videos', 2);
});

it('answers no machine, no list, and nobody when the owner has switched it off', async () => {
  await arrive(mailWith('Rapport', { from: 'robot@klant.test', headers: 'Auto-Submitted: auto-generated', files: [film()] }));
  await arrive(mailWith('Nieuwsbrief', { from: 'lijst@klant.test', headers: 'List-Id: <nieuws.klant.test>', files: [film()] }));
  await arrive(mailWith('Geen antwoord', { from: 'no-reply@klant.test', files: [film()] }));
  for (const subject of ['Rapport', 'Nieuwsbrief', 'Geen antwoord']) expect((await messagesOf(subject))[0]?.leftOut).toHaveLength(1);
  await owner.patch(`/api/channel-accounts/${accountId}/limits`, { answerTooLarge: false });
  await arrive(mailWith('Stil', { from: 'piet@klant.test', files: [film()] }));
  expect((await messagesOf('Stil'))[0]?.leftOut).toHaveLength(1);
  // An answer that comes after theirs would have come before it.
  await owner.patch(`/api/channel-accounts/${accountId}/limits`, { answerTooLarge: true });
  await arrive(mailWith('Luid', { from: 'klaas@klant.test', files: [film()] }));
  await messagesOf('Luid', 2);
  await eventually(async () => answersTo('klaas@klant.test').length === 1, 'the last answer');
  for (const name of ['robot', 'lijst', 'no-reply', 'piet']) expect(answersTo(`${name}@klant.test`)).toEqual([]);
});
