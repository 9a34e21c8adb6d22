import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Email } from 'postal-mime';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { anAttachment, anOutgoingMessage } from '../core/testing/outgoing-message.ts';
import { mimeMessage, recipientsOf } from './mime-message.ts';

const SENDER = { address: 'service@shop.nl', shopName: 'De Lampenwinkel', plusAddressing: false };

async function rawOf(message: OutgoingMessage, sender = SENDER, contents: Record<string, Buffer> = {}): Promise<Buffer> {
  const options = mimeMessage(sender, message, (file) => Readable.from([contents[file.id] ?? Buffer.from('%PDF')]));
  return new MailComposer(options).compile().build();
}
async function sent(message: OutgoingMessage, sender = SENDER, contents: Record<string, Buffer> = {}): Promise<Email> {
  return PostalMime.parse(await rawOf(message, sender, contents));
}
const header = (mail: Email, name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);

it('comes from the shop’s own address, under the names of the agent and the shop', async () => {
  const mail = await sent(anOutgoingMessage());
  expect(mail.from).toMatchObject({ address: 'service@shop.nl', name: 'Sanne de Vries | De Lampenwinkel' });
  expect(mail.to).toMatchObject([{ address: 'klant@example.nl', name: 'Jan Klant' }]);
  expect(mail.replyTo).toBeUndefined();
  expect(new Date(mail.date ?? '')).toEqual(new Date('2026-03-01T09:00:00Z'));
});

it('asks for answers at an address with the ticket’s token where the provider is known to deliver them', async () => {
  const mail = await sent(anOutgoingMessage(), { ...SENDER, plusAddressing: true });
  expect(mail.from?.address).toBe('service@shop.nl');
  expect(mail.replyTo).toMatchObject([{ address: 'service+t_k3v9q2x7m4n8p5r1@shop.nl' }]);
});

it('has one Message-ID, the same at each attempt and another for each message', async () => {
  const message = anOutgoingMessage();
  const first = await sent(message);
  expect(first.messageId).toMatch(/^<c1042\.m[0-9a-z]{20,25}\.[0-9a-z]{8,13}@shop\.nl>$/);
  expect((await rawOf(message)).toString()).toMatch(/^Message-ID: <\S+>\r$/m);
  expect((await sent({ ...message, attempt: 2 })).messageId).toBe(first.messageId);
  expect((await sent({ ...message, externalId: 'given.before@shop.nl' })).messageId).toBe('<given.before@shop.nl>');
  expect((await sent(anOutgoingMessage())).messageId).not.toBe(first.messageId);
});

it('threads an answer by In-Reply-To and References', async () => {
  const mail = await sent(anOutgoingMessage({ inReplyTo: 'b@example.nl', references: ['a@example.nl', 'b@example.nl'] }));
  expect(mail.inReplyTo).toBe('<b@example.nl>');
  expect(mail.references).toBe('<a@example.nl> <b@example.nl>');
  expect(mail.subject).toBe('Re: Kapot scherm');
});

it('keeps the first of many references and the newest twenty less one', async () => {
  const references = Array.from({ length: 60 }, (_, index) => `m${index}@example.nl`);
  const mail = await sent(anOutgoingMessage({ inReplyTo: 'm59@example.nl', references }));
  const ids = mail.references?.split(/\s+/) ?? [];
  expect(ids).toHaveLength(20);
  expect(ids[0]).toBe('<m0@example.nl>');
  expect(ids[1]).toBe('<m41@example.nl>');
  expect(ids.at(-1)).toBe('<m59@example.nl>');
});

it('starts a conversation without marking it as an answer', async () => {
  const mail = await sent(anOutgoingMessage());
  expect(mail.subject).toBe('Kapot scherm');
  expect(mail.inReplyTo).toBeUndefined();
  expect(mail.references).toBeUndefined();
});

it('writes names, subject, text and file names in every script', async () => {
  const file = anAttachment({ name: 'Rücksendung – naïef 発送 “bon”.pdf' });
  const message = anOutgoingMessage({
    subject: 'Größe & kleur: 靴 👟 — één vraag over een heel erg lang onderwerp dat over de regel heen loopt',
    to: [{ address: 'jorg@müller.example', name: 'Jörg “de Grote” Müller, sr.' }],
    authorName: 'Zoë',
    html: '<p>Groetjes van Zoë 👋</p>',
    text: 'Groetjes van Zoë 👋',
    attachments: [file],
  });
  const mail = await sent(message);
  expect(mail.subject).toBe(message.subject);
  expect(mail.to?.[0]?.name).toBe('Jörg “de Grote” Müller, sr.');
  expect(mail.from?.name).toBe('Zoë | De Lampenwinkel');
  expect(mail.html).toContain('Groetjes van Zoë 👋');
  expect(mail.text).toContain('Groetjes van Zoë 👋');
  expect(mail.attachments[0]?.filename).toBe(file.name);
  const lines = (await rawOf(message)).toString('latin1').split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
  expect(lines.slice(0, lines.indexOf('')).join('\n')).toMatch(/^[\x00-\x7f]*$/);
});

it('lets nobody add headers through a name, an address, a subject, an id or a file name', async () => {
  const evil = 'x\r\nBcc: spy@evil.example\r\nX-Evil: yes';
  const mail = await sent(
    anOutgoingMessage({
      subject: `Hallo${evil}`,
      authorName: `Sanne${evil}`,
      to: [{ address: 'klant@example.nl', name: `Jan${evil}` }],
      inReplyTo: `a@example.nl>${evil}`,
      references: [`b@example.nl${evil}`, 'c@example.nl'],
      attachments: [anAttachment({ name: `bon${evil}.pdf`, contentType: `application/pdf${evil}` })],
    }),
    { ...SENDER, shopName: `Shop${evil}` },
  );
  expect(header(mail, 'bcc')).toEqual([]);
  expect(header(mail, 'x-evil')).toEqual([]);
  expect(mail.references).toBe('<c@example.nl>');
  expect(mail.attachments).toHaveLength(1);
  expect(mail.attachments[0]?.mimeType).toBe('application/octet-stream');
});

it('keeps blind copies out of the mail and in the envelope, and each recipient once', async () => {
  const message = anOutgoingMessage({
    to: [{ address: 'klant@example.nl', name: '' }],
    cc: [
      { address: 'Klant@Example.nl', name: '' },
      { address: 'collega@example.nl', name: '' },
    ],
    bcc: [{ address: 'stil@example.nl', name: '' }],
  });
  expect(recipientsOf(message)).toEqual(['Klant@Example.nl', 'collega@example.nl', 'stil@example.nl']);
  const raw = (await rawOf(message)).toString();
  expect(raw).not.toContain('stil@example.nl');
  expect(raw).toContain('collega@example.nl');
});

it('sends pictures in the text as parts beside it, and other files as attachments, byte for byte', async () => {
  const picture = anAttachment({ name: 'scherm.png', contentType: 'image/png', inline: true });
  const mailFile = anAttachment({ name: 'oud bericht.eml', contentType: 'message/rfc822' });
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 256));
  const mail = await sent(
    anOutgoingMessage({ html: `<p>Zie <img src="/api/attachments/${picture.id}"></p>`, attachments: [picture, mailFile] }),
    SENDER,
    { [picture.id]: bytes, [mailFile.id]: bytes },
  );
  const [image, eml] = ['scherm.png', 'oud bericht.eml'].map((name) => mail.attachments.find(({ filename }) => filename === name));
  expect(image).toMatchObject({ related: true, disposition: 'inline', contentId: `<${picture.id}@shop.nl>` });
  expect(mail.html).toContain(`cid:${picture.id}@shop.nl`);
  expect(eml).toMatchObject({ disposition: 'attachment', mimeType: 'application/octet-stream' });
  expect(Buffer.from(image?.content as ArrayBuffer)).toEqual(bytes);
  expect(Buffer.from(eml?.content as ArrayBuffer)).toEqual(bytes);
});

it('tells nothing of the programs and ids behind it', async () => {
  const message = anOutgoingMessage();
  const raw = (await rawOf(message)).toString();
  expect(raw).not.toMatch(/nodemailer|x-mailer|x-balie/i);
  expect(raw).not.toContain(message.id);
  expect(raw).not.toContain(message.ticketId);
  expect(raw).not.toContain(message.channelAccountId);
});
