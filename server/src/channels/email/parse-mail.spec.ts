import { describe, expect, it } from '@jest/globals';
import { parseMail } from './parse-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';

const parse = (headers: Record<string, string | undefined>, body = 'Hallo') => {
  const all = {
    From: 'Jan <jan@klant.test>',
    Subject: 'Vraag',
    Date: 'Tue, 03 Mar 2026 11:20:00 +0100',
    'Message-ID': '<a@klant.test>',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return parseMail(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`));
};
const html = (source: string) => parse({ 'Content-Type': 'text/html; charset=utf-8' }, source);

describe('who and whom', () => {
  it('reads names, groups and several headers, each address once', async () => {
    const mail = await parse({
      From: '=?utf-8?Q?Ren=C3=A9?= <Rene@Klant.test>',
      To: 'team: info@winkel.test, Shop <shop@winkel.test>;',
      Cc: 'INFO@winkel.test, broken, "Piet, de" <piet@klant.test>',
    });
    expect(mail.from).toEqual({ name: 'René', address: 'Rene@Klant.test' });
    expect(mail.to.map(({ address }) => address)).toEqual(['info@winkel.test', 'shop@winkel.test']);
    expect(mail.cc).toEqual([
      { name: '', address: 'INFO@winkel.test' },
      { name: 'Piet, de', address: 'piet@klant.test' },
    ]);
  });

  it('takes Sender or Reply-To where From says nothing', async () => {
    expect((await parse({ From: 'nobody', Sender: 'jan@klant.test' })).from.address).toBe('jan@klant.test');
    expect((await parse({ From: undefined, 'Reply-To': 'piet@klant.test' })).from.address).toBe('piet@klant.test');
  });

  it('refuses a mail that nobody sent', async () => {
    await expect(parse({ From: undefined })).rejects.toThrow(UnreadableMail);
    await expect(parseMail(Buffer.from([0, 255, 13, 10, 1]))).rejects.toThrow(UnreadableMail);
    await expect(parseMail(new Uint8Array())).rejects.toThrow(UnreadableMail);
  });

  it('keeps line breaks and control characters out of names and subjects', async () => {
    const mail = await parse({ From: '=?utf-8?Q?Jan=0D=0ABcc:_x@y.test?= <jan@klant.test>', Subject: '=?utf-8?Q?a=0D=0Ab?=' });
    expect(mail.from.name).not.toMatch(/[\r\n]/);
    expect(mail.subject).toBe('a b');
  });
});

describe('threads', () => {
  it('prefers In-Reply-To, then the references from the newest back', async () => {
    const mail = await parse({ 'In-Reply-To': '<c@x.test> (a comment)', References: '<a@x.test>\r\n <b@X.TEST>\t<c@x.test>' });
    expect(mail.references).toEqual(['c@x.test', 'b@x.test', 'a@x.test']);
  });

  it('understands ids without brackets', async () => {
    expect((await parse({ 'In-Reply-To': 'a@x.test', 'Message-ID': 'b@Y.test' })).references).toEqual(['a@x.test']);
  });

  it.each(['To', 'Cc', 'Delivered-To', 'X-Original-To', 'Envelope-To'])(
    'finds our reply token in %s, whatever its case',
    async (header) => {
      expect((await parse({ [header]: 'Winkel <Info+T_AB3DE7GH2K@Winkel.test>' })).replyToken).toBe('ab3de7gh2k');
    },
  );

  it('finds no token in other places and other words', async () => {
    expect((await parse({ To: 'info+test@winkel.test', Subject: 'info+t_ab3de7gh2k@winkel.test' })).replyToken).toBeNull();
  });

  it('makes an id of the contents where there is none: the same mail twice has the same', async () => {
    const once = await parse({ 'Message-ID': undefined });
    expect(once.messageId).toMatch(/^[0-9a-f]{64}@no-message-id\.invalid$/);
    expect((await parse({ 'Message-ID': undefined })).messageId).toBe(once.messageId);
    expect((await parse({ 'Message-ID': undefined }, 'Iets anders')).messageId).not.toBe(once.messageId);
  });
});

describe('the hash of the contents', () => {
  it('is the same for copies that came by different roads', async () => {
    const one = await parse({ Received: 'from a by b', 'Delivered-To': 'info@winkel.test' }, 'Hallo  daar\r\nJan');
    const two = await parse({ Received: 'from c by d', 'X-Spam': 'no' }, 'Hallo daar \r\nJan\r\n\r\n');
    expect(two.contentHash).toBe(one.contentHash);
  });

  it.each([
    ['text', {}, 'Iets anders'],
    ['subject', { Subject: 'Iets anders' }, 'Hallo'],
    ['date', { Date: 'Wed, 04 Mar 2026 11:20:00 +0100' }, 'Hallo'],
    ['sender', { From: 'piet@klant.test' }, 'Hallo'],
  ])('tells another %s under the same Message-ID apart', async (_what, headers, body) => {
    expect((await parse(headers, body)).contentHash).not.toBe((await parse({})).contentHash);
  });
});

it.each([undefined, 'gisteren', 'Thu, 01 Jan 1970 00:00:00 +0000'])('takes the date %p for none', async (date) => {
  expect((await parse({ Date: date })).sentAt).toBeNull();
});

describe('bodies', () => {
  it('shows the text part when the HTML shows nothing', async () => {
    const mail = await parse(
      { 'Content-Type': 'multipart/alternative; boundary=x' },
      '--x\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--x\r\nContent-Type: text/html\r\n\r\n<style>p{}</style><p> </p>\r\n--x--',
    );
    expect(mail).toMatchObject({ text: 'Hallo', html: '' });
  });

  it('shows a mail that is only a picture', async () => {
    expect(await html('<p><img src="cid:x@y"></p>')).toMatchObject({ text: '', html: expect.stringContaining('<img src="cid:x@y" />') });
  });

  it('turns pictures that stand in the HTML into files', async () => {
    const mail = await html('<p>zie</p><img src="data:image/png;base64,iVBORw0KGgo="><img src=\'data:image/png;base64,iVBORw0KGgo=\'>');
    expect(mail.files).toHaveLength(1);
    expect(mail.files[0]).toMatchObject({ name: 'picture-1.png', contentType: 'image/png', inline: true });
    expect(mail.html.match(new RegExp(`src="cid:${mail.files[0]?.contentId}"`, 'g'))).toHaveLength(2);
  });

  it('shows everything when there is nothing but a quotation', async () => {
    const mail = await html('<blockquote type="cite">Alleen dit</blockquote>');
    expect(mail).toMatchObject({ text: expect.stringContaining('Alleen dit'), fullHtml: null });
    expect(await parse({}, '> Alleen dit')).toMatchObject({ text: '> Alleen dit', fullText: null });
  });

  it('shows the whole of a forwarded mail, which is there to be read', async () => {
    const body = 'Zie hieronder\r\n\r\n-----Oorspronkelijk bericht-----\r\nVan: Piet\r\nVerzonden: maandag\r\nAan: Jan\r\n\r\nHallo';
    expect(await parse({ Subject: 'FW: vraag' }, body)).toMatchObject({ text: expect.stringContaining('Van: Piet'), fullText: null });
    expect(await parse({ Subject: 'RE: vraag' }, body)).toMatchObject({ text: 'Zie hieronder' });
  });

  it('keeps answers that stand between quoted lines', async () => {
    const mail = await html(
      '<div class="moz-cite-prefix">Op 2-3-2026 schreef Winkel:</div><blockquote type="cite">Maat?</blockquote><p>M</p><blockquote type="cite">Kleur?</blockquote><p>Blauw</p>',
    );
    expect(mail.text).toBe('M\n\nBlauw');
    expect(mail.fullText).toContain('Kleur?');
  });

  it('keeps a mail that somebody attached as a file', async () => {
    const mail = await parse(
      { 'Content-Type': 'multipart/mixed; boundary=x' },
      '--x\r\nContent-Type: text/plain\r\n\r\nZie bijlage\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.test\r\nSubject: oud\r\n\r\nBinnenin\r\n--x--',
    );
    expect(mail.text).toBe('Zie bijlage');
    expect(mail.files).toEqual([expect.objectContaining({ name: 'attachment-1.eml', contentType: 'message/rfc822', inline: false })]);
  });

  it('gives files names without folders and tricks', async () => {
    const name = async (filename: string) =>
      (await parse({ 'Content-Type': `application/pdf; name="${filename}"`, 'Content-Disposition': 'attachment' }, 'x')).files[0]?.name;
    expect(await name('../../etc/passwd')).toBe('passwd');
    expect(await name('C:\\\\temp\\\\factuur.pdf')).toBe('factuur.pdf');
    expect(await name('=?utf-8?Q?fdp=E2=80=AEexe=2Epdf?=')).toBe('fdpexe.pdf');
  });
});

describe('mail made to hurt', () => {
  /** Of computing time: what else the machine does is not the mail's fault. */
  const within = async (milliseconds: number, work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(milliseconds);
  };

  it.each([
    ['one long line', `On ${'a '.repeat(200_000)}`],
    ['many beginnings of quotations', 'Op maandag\r\n'.repeat(40_000)],
    ['many attributions without an end', 'On Monday someone wrote\r\n'.repeat(20_000)],
    ['many header lines', 'Van: a\r\n'.repeat(50_000)],
    ['deep quoting', `${'>'.repeat(5_000)} x\r\n`.repeat(50)],
    ['spaces', `${' '.repeat(500_000)}x`],
  ])('%s', async (_what, body) => {
    await within(5_000, () => parse({}, body));
    await within(5_000, () => html(body.replaceAll('\r\n', '<br>')));
  });

  it('deeply nested HTML', () => within(5_000, () => html(`${'<div>'.repeat(50_000)}x`)));
  it('many unclosed quotations', () => within(5_000, () => html('<blockquote type="cite">x'.repeat(20_000))));
  it('many attributes', () => within(5_000, () => html(`<p ${'a="1" '.repeat(100_000)}>x</p>`)));
  it('nested parts without an end', async () => {
    const nested = Array.from({ length: 300 }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join('');
    await within(5_000, () =>
      parse({ 'Content-Type': 'multipart/mixed; boundary=b0' }, nested).catch((error: unknown) =>
        expect(error).toBeInstanceOf(UnreadableMail),
      ),
    );
  });

  it('a huge newsletter is shown in part as text and kept whole as a file', async () => {
    const mail = await html(`<p>${'woord '.repeat(400_000)}</p>`);
    expect(mail.html).toBe('');
    expect(mail.text.length).toBeLessThan(510_000);
    expect(mail.files).toEqual([expect.objectContaining({ name: 'message.html' })]);
  });
});
