import { describe, expect, it } from '@jest/globals';
import { mboxMails } from './mbox-reader.ts';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(text: string | Buffer, { chunk = 13, from = 0, max = 10_000 } = {}) {
  const found = [];
  for await (const mail of mboxMails(inChunks(Buffer.from(text).subarray(from), chunk), from, max)) found.push(mail);
  return found;
}
const mail = (n: number, body = `Tekst ${n}`) => `From jan@klant.test Sat Jan  3 01:05:34 2015\nSubject: ${n}\n\n${body}\n\n`;

describe('an mbox', () => {
  it('is cut into its mails, whatever chunks it comes in', async () => {
    for (const chunk of [1, 7, 100_000]) {
      const found = await read(mail(1) + mail(2) + mail(3), { chunk });
      expect(found.map(({ raw }) => raw?.toString())).toEqual([1, 2, 3].map((n) => `Subject: ${n}\n\nTekst ${n}\n\n`));
      expect(found[0]?.deliveredAt).toEqual(new Date('2015-01-03T01:05:34Z'));
    }
  });

  it('takes lines of the text that begin with "From" for text, escaped or not', async () => {
    const body = '>From here on\n>>From twice\nFrom the shop, in 2015, came this\n\nFrom now on all is well.';
    const [first, ...others] = await read(mail(1, body));
    expect(others).toEqual([]);
    expect(first?.raw?.toString()).toContain('\nFrom here on\n>From twice\nFrom the shop, in 2015');
  });

  it.each([
    ['Gmail', 'From 1234567890123456789@xxx Mon Jan 01 00:00:00 +0000 2024\r\n', '2024-01-01T00:00:00.000Z'],
    ['Thunderbird', 'From - Tue Mar 03 10:11:12 2020\r\n', '2020-03-03T10:11:12.000Z'],
    ['Thunderbird without a date', 'From - Thu Jan  1 00:00:00 1970\r\n', undefined],
    ['with a zone', 'From a@b.test Sat Jan  3 01:05:34 CET 2015\n', '2015-01-03T01:05:34.000Z'],
  ])('is read as %s writes it', async (_who, line, at) => {
    const text = `${line}Subject: 1\r\n\r\nEen\r\n\r\n${line}Subject: 2\r\n\r\nTwee\r\n`;
    const found = await read(text);
    expect(found.map(({ raw }) => raw?.toString().slice(0, 10))).toEqual(['Subject: 1', 'Subject: 2']);
    expect(found[0]?.deliveredAt?.toISOString()).toBe(at);
  });

  it('goes on after any mail', async () => {
    const text = mail(1) + mail(2) + mail(3);
    const [, second] = await read(text);
    expect((await read(text, { from: second?.end ?? 0 })).map(({ raw }) => raw?.toString().slice(0, 10))).toEqual(['Subject: 3']);
  });

  it('holds no mail that is too large, and goes on with the next', async () => {
    const found = await read(mail(1) + mail(2, 'x'.repeat(200_000)) + mail(3), { chunk: 70_000, max: 50_000 });
    expect(found.map(({ raw, head }) => [raw !== undefined, head.toString('latin1', 0, 10)])).toEqual([
      [true, 'Subject: 1'],
      [false, 'Subject: 2'],
      [true, 'Subject: 3'],
    ]);
  });

  it('may be a single mail, break off anywhere, be empty, or be something else', async () => {
    expect(await read('Subject: los\n\nHallo')).toHaveLength(1);
    expect(await read(mail(1) + mail(2).slice(0, 70))).toHaveLength(2);
    expect(await read('')).toEqual([]);
    expect(await read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toEqual([]);
  });
});
