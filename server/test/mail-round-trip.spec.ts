import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { attachment } from '@balie/shared/contracts/files.ts';
import { ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

const CUSTOMER = 'jan@klant.test';
let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
let accountId: string;
beforeAll(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' })]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  await dovecot.addUser(CUSTOMER, 'klant-geheim');
  ({ owner, accountId } = await openShop(app.url, dovecot));
});
afterAll(async () => {
  await app.stop();
  await dovecot.stop();
});

let read = 0;
/** The one new mail that the customer finds. */
async function customerReads(): Promise<Email> {
  const mails = await eventually(async () => {
    const found = await dovecot.mailsOf(CUSTOMER);
    return found.length > read && found.slice(read);
  }, 'a new mail at the customer');
  read += mails.length;
  expect(mails).toHaveLength(1);
  return PostalMime.parse(mails[0]?.raw ?? '');
}
/** What the customer's mail program makes of "Reply". */
async function customerAnswers(mail: Email, id: string, text: string): Promise<void> {
  const references = `${mail.references ?? ''} ${mail.messageId}`.trim();
  const headers = `In-Reply-To: ${mail.messageId}\r\nReferences: ${references}`;
  await dovecot.deliver(MAILBOX.address, customerMail(id, { subject: `Re: ${mail.subject}`, text, from: CUSTOMER, headers }), CUSTOMER);
}
async function ticketBySubject(subject: string): Promise<string> {
  return eventually(async () => {
    const { body } = await owner.get('/api/views/open/tickets');
    return (body as { items: { id: string; subject: string }[] }).items.find((ticket) => ticket.subject === subject)?.id;
  }, `a ticket "${subject}"`);
}
const detailOf = async (ticketId: string) => (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
async function upload(name: string, type: string, contents: Buffer, inline = false) {
  const form = new FormData();
  if (inline) form.set('inline', 'true');
  form.set('file', new Blob([new Uint8Array(contents)], { type }), name);
  return (await owner.post('/api/attachments', form)).as(attachment);
}
const sha256 = (contents: ArrayBuffer | Buffer | string | Uint8Array) =>
  createHash('sha256')
    .update(typeof contents === 'string' ? contents : new Uint8Array(contents))
    .digest('hex');
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

it('a conversation goes to and fro in one ticket and in one thread', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test', { subject: 'Scherm kapot', from: `Jan <${CUSTOMER}>` }));
  const ticketId = await ticketBySubject('Scherm kapot');

  const file = randomBytes(200_000);
  const [paper, picture] = [await upload('Rétour – bon.pdf', 'application/pdf', file), await upload('knop.png', 'image/png', PIXEL, true)];
  const first = {
    idempotencyKey: randomUUID(),
    html: `<p>Druk op deze knop: <img src="/api/attachments/${picture.id}" alt="knop"></p>`,
    to: [{ address: CUSTOMER, name: 'Jan' }],
    attachmentIds: [paper.id, picture.id],
  };
  (await owner.post(`/api/tickets/${ticketId}/replies`, first)).as(ticketAndMessage);
  const answer = await customerReads();
  expect(answer).toMatchObject({ subject: 'Re: Scherm kapot', inReplyTo: '<vraag@klant.test>', references: '<vraag@klant.test>' });
  expect(answer.text).toContain('Druk op deze knop');
  const sentPaper = answer.attachments.find(({ filename }) => filename === 'Rétour – bon.pdf');
  expect(sha256(sentPaper?.content ?? '')).toBe(sha256(file));
  const sentPicture = answer.attachments.find(({ filename }) => filename === 'knop.png');
  expect(answer.html).toContain(`cid:${sentPicture?.contentId?.replace(/[<>]/g, '')}`);
  expect(sha256(sentPicture?.content ?? '')).toBe(sha256(PIXEL));

  await customerAnswers(answer, 'bedankt@klant.test', 'Dat werkt niet.');
  const detail = await eventually(async () => {
    const now = await detailOf(ticketId);
    return now.ticket.messageCount === 3 && now;
  }, 'the answer is in the same ticket');
  expect(detail.ticket.status).toBe('open');

  const second = { idempotencyKey: randomUUID(), html: '<p>Dan sturen wij een nieuw scherm.</p>', to: detail.replyTo.to };
  (await owner.post(`/api/tickets/${ticketId}/replies`, second)).as(ticketAndMessage);
  const last = await customerReads();
  expect(last.inReplyTo).toBe('<bedankt@klant.test>');
  expect(last.references?.split(/\s+/)).toEqual(['<vraag@klant.test>', answer.messageId, '<bedankt@klant.test>']);
  expect(last.subject).toBe('Re: Scherm kapot');
});

it('the answer to a conversation that we began finds its ticket', async () => {
  const request = {
    idempotencyKey: randomUUID(),
    channelAccountId: accountId,
    subject: 'Uw bestelling is vertraagd',
    html: '<p>De lampen komen donderdag.</p>',
    to: [{ address: CUSTOMER, name: 'Jan' }],
  };
  const { ticket } = (await owner.post('/api/tickets', request)).as(ticketAndMessage);
  const mail = await customerReads();
  expect(mail.subject).toBe('Uw bestelling is vertraagd');
  expect([mail.inReplyTo, mail.references]).toEqual([undefined, undefined]);
  await customerAnswers(mail, 'prima@klant.test', 'Prima.');
  await eventually(async () => (await detailOf(ticket.id)).ticket.messageCount === 2, 'the answer is in the ticket');
});

it('invitations leave over the shop’s mailbox where no other way to mail is set up', async () => {
  expect((await owner.post('/api/invitations', { email: CUSTOMER, role: 'agent' })).status).toBe(201);
  const mail = await customerReads();
  expect(mail.from).toMatchObject({ address: MAILBOX.address, name: 'De Lampenwinkel' });
  expect(`${mail.text} ${mail.html}`).toMatch(/\/invitation\/[\w-]{40,}/);
  expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});
