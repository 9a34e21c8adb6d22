import { afterAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Log } from '../../platform/logging/log.ts';
import { MailParser } from './mail-parser.ts';
import { UnreadableMail } from './parsed-mail.ts';

const root = pino({ level: 'silent' });
const log: Log = { root, named: () => root };
const parser = new MailParser(log);
afterAll(() => parser.onApplicationShutdown());

const mail = (body: string, headers = '') => Buffer.from(`From: jan@klant.test\r\nSubject: x\r\n${headers}\r\n${body}`);

it('reads a mail in a thread, files and all', async () => {
  const files = 'Content-Type: multipart/mixed; boundary=x\r\n';
  const parsed = await parser.parse(mail('--x\r\n\r\nHallo\r\n--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--', files));
  expect(parsed.text).toBe('Hallo');
  expect(
    Buffer.from(parsed.files[0]?.contents ?? [])
      .toString()
      .trim(),
  ).toBe('abc');
});

it('says why a mail cannot be read', async () => {
  await expect(parser.parse(Buffer.from('x'))).rejects.toThrow(UnreadableMail);
});

it('keeps the event loop free while a large mail is read', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns++;
  }, 5);
  await parser.parse(mail('Op maandag\r\n'.repeat(30_000)));
  clearInterval(timer);
  // Read here, it would have had none.
  expect(turns).toBeGreaterThan(3);
});

it('reads a mail that takes too long as far as its head, keeps it whole, and reads the next', async () => {
  const slow = mail('Op maandag\r\n'.repeat(40_000), 'Message-ID: <traag@klant.test>\r\nIn-Reply-To: <eerder@winkel.test>\r\n');
  const read = await parser.parse(slow, 1);
  expect(read).toMatchObject({ from: { address: 'jan@klant.test' }, subject: 'x', messageId: 'traag@klant.test', html: '' });
  expect(read.references).toEqual(['eerder@winkel.test']);
  expect(read.text).toMatch(/kon niet helemaal worden gelezen.*message\.eml/);
  expect(read.files.map(({ name, contents }) => [name, Buffer.compare(contents, slow)])).toEqual([['message.eml', 0]]);
  await expect(parser.parse(mail('Hallo'))).resolves.toMatchObject({ text: 'Hallo' });
});

it('takes many at once, each with its own answer', async () => {
  const texts = await Promise.all(Array.from({ length: 30 }, async (_, index) => (await parser.parse(mail(`nr ${index}`))).text));
  expect(texts).toEqual(Array.from({ length: 30 }, (_, index) => `nr ${index}`));
});
