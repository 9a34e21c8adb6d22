import { base64, html, multipart, part, sample, text } from './corpus-mail.ts';
import { HOSTILE_HTML } from './hostile-html.ts';
import { keptRtf, tnef } from './tnef-writer.ts';
import { zipBomb } from './zip-bomb.ts';

export interface HostileMail {
  readonly name: string;
  /** Made when it is needed: some are large. */
  readonly make: () => Buffer;
}

const plain = (name: string, body: () => string, headers: Record<string, string> = {}): HostileMail => ({
  name,
  make: () => sample(name, headers, body()).raw,
});
const markup = (name: string, body: () => string): HostileMail => plain(name, body, { 'Content-Type': 'text/html; charset=utf-8' });
const parts = (name: string, make: () => readonly Buffer[], type = 'mixed'): HostileMail => ({
  name,
  make: () => {
    const { headers, body } = multipart(type, make());
    return sample(name, headers, body).raw;
  },
});
const attached = (name: string, contents: () => Buffer, type = 'application/zip') =>
  parts(name, () => [
    text('Hallo'),
    part(
      { 'Content-Type': type, 'Content-Disposition': 'attachment; filename="f"', 'Content-Transfer-Encoding': 'base64' },
      base64(contents()),
    ),
  ]);
/** `levels` mails, each inside the next. */
const inside = (levels: number) => {
  let mail = 'Subject: binnen\r\n\r\nHallo';
  for (let level = 0; level < levels; level++) mail = `Content-Type: message/rfc822\r\n\r\n${mail}`;
  return mail;
};
const nestedParts = (levels: number) =>
  Array.from({ length: levels }, (_none, level) => `--g${level}\r\nContent-Type: multipart/mixed; boundary=g${level + 1}\r\n\r\n`).join('');

/** Mail made to hurt: none may take long, none may hold up another, none may be lost. */
export const hostile: readonly HostileMail[] = [
  plain('a header that wants to be two', () => 'Hallo', {
    Subject: '=?utf-8?Q?a=0D=0ABcc:_x@elders.test=0D=0A=0D=0A<b>?=',
    To: '=?utf-8?Q?x=0D=0AX-Eigen:_1?= <info@winkel.test>',
  }),
  attached('50 MB of a file', () => Buffer.alloc(38_000_000, 'AB')),
  plain('50 MB of text', () => 'Op maandag schreef iemand iets.\r\n'.repeat(1_500_000)),
  plain('50 MB in one line', () => 'x'.repeat(50_000_000)),
  markup('20 MB of HTML', () => `<p>${'<b>woord</b> '.repeat(1_500_000)}</p>`),
  parts('10,000 parts', () => Array.from({ length: 10_000 }, () => text('a', 'image/png'))),
  parts('10,000 parts of text', () => Array.from({ length: 10_000 }, () => text('a'))),
  parts('10,000 parts of HTML', () => Array.from({ length: 10_000 }, () => html('<p>a</p>'))),
  plain('a million boundaries', () => '--g\r\n\r\n'.repeat(1_000_000), { 'Content-Type': 'multipart/mixed; boundary=g' }),
  plain('a line of 1 MB', () => 'woord '.repeat(170_000)),
  markup('a line of 1 MB in HTML', () => 'woord '.repeat(170_000)),
  plain('a line of 100,000 characters that begins with On', () => `On ${'a '.repeat(50_000)}`),
  plain('a line of 100,000 characters that begins with Op', () => `Op ${'maandag <x@y.test> '.repeat(5_500)}schreef`),
  markup('a line of 100,000 characters that begins with On, in HTML', () => `<p>On ${'a '.repeat(50_000)}</p>`),
  plain('many attributions without an end', () => 'On Monday someone wrote\r\n'.repeat(20_000)),
  plain('many headers of forwarded mail', () => `${'Van: a\r\n'.repeat(5_000)}${'From: '.repeat(50_000)}`, { Subject: 'FW: x' }),
  plain('many marks of forwarded mail', () => '---------- Forwarded message ---------\r\n'.repeat(20_000), { Subject: 'Fwd: x' }),
  plain('many beginnings of armour', () => '-----BEGIN PGP SIGNED MESSAGE-----\n\n-----BEGIN PGP SIGNATURE-----\n'.repeat(20_000)),
  plain(
    'many beginnings of uuencoded files',
    () => `${'begin 644 a\r\n'.repeat(30_000)}${'begin-base64 644 a\r\nAAAA\r\n'.repeat(30_000)}`,
  ),
  attached('a zip bomb', () => zipBomb(1_000_000_000)),
  attached('a gzip in a gzip called text', () => zipBomb(100_000_000), 'text/plain'),
  attached('a winmail.dat that says it is large', () => Buffer.from('789f3e220100010390060000ffffffff0000', 'hex'), 'application/ms-tnef'),
  attached(
    'a winmail.dat with endless properties',
    () => Buffer.concat([Buffer.from('789f3e22010001039006000c000000ffffffff03100000ffffffff0000', 'hex')]),
    'application/ms-tnef',
  ),
  attached(
    'a winmail.dat with groups within groups',
    () => tnef({ rtf: keptRtf(`{\\rtf1 ${'{'.repeat(700_000)}`), files: [] }),
    'application/ms-tnef',
  ),
  attached(
    'a winmail.dat with a million groups',
    () => tnef({ rtf: keptRtf(`{\\rtf1 ${'{x}'.repeat(400_000)}}`), files: [] }),
    'application/ms-tnef',
  ),
  attached('S/MIME of nothing but beginnings', () => Buffer.alloc(2_000_000, Buffer.from('3080', 'hex')), 'application/pkcs7-mime'),
  parts('mails 5,000 deep', () => [text('Hallo'), text(inside(5_000), 'message/rfc822')]),
  plain('the whole mail is a mail, 5,000 deep', () => inside(5_000), { 'Content-Type': 'message/rfc822' }),
  plain('parts 5,000 deep', () => nestedParts(5_000), { 'Content-Type': 'multipart/mixed; boundary=g0' }),
  plain('parts 50 deep', () => nestedParts(50), { 'Content-Type': 'multipart/mixed; boundary=g0' }),
  plain('a header of 1 MB', () => 'Hallo', { Subject: 'a '.repeat(500_000) }),
  plain('a header of 10 MB', () => 'Hallo', { 'X-Lang': 'a'.repeat(10_000_000) }),
  plain('30,000 headers', () => 'Hallo', Object.fromEntries(Array.from({ length: 30_000 }, (_none, index) => [`X-${index}`, 'a']))),
  plain('30,000 recipients', () => 'Hallo', {
    To: Array.from({ length: 30_000 }, (_none, index) => `"a, ${index}" <a${index}@x.test>`).join(', '),
  }),
  plain('30,000 references', () => 'Hallo', { References: '<a@x.test> '.repeat(30_000), 'In-Reply-To': '<'.repeat(100_000) }),
  plain('a header of encoded words', () => 'Hallo', {
    Subject: '=?utf-8?B?YQ==?= '.repeat(20_000),
    From: `${'=?utf-7?Q?a?= '.repeat(20_000)}<jan@klant.test>`,
  }),
  plain('comments in comments', () => 'Hallo', { To: `${'('.repeat(100_000)}info@winkel.test` }),
  plain('a From of brackets', () => 'Hallo', { From: `${'<'.repeat(50_000)}jan@klant.test`, 'Reply-To': 'jan@klant.test' }),
  markup('100,000 elements deep', () => '<div>'.repeat(100_000)),
  markup('50,000 quotations in each other', () => '<blockquote type="cite">x'.repeat(50_000)),
  markup('50,000 holders of quotations in each other', () => '<div class="gmail_quote">1 x:'.repeat(50_000)),
  markup('50,000 quotations in a holder', () => `<div class="gmail_quote">${'1 x:<blockquote>a</blockquote>'.repeat(50_000)}`),
  markup('50,000 attributions above quotations', () => 'Op 1 mei schreef x:<blockquote>a</blockquote>'.repeat(50_000)),
  markup('300,000 attributes', () => `<p ${'a="1" '.repeat(300_000)}>x</p>`),
  markup('100,000 tables', () => '<table><tr><td>'.repeat(100_000)),
  markup('a style of 1 MB', () => `<p style="${'color:red;'.repeat(100_000)}">x</p><style>${'a{b:c}'.repeat(100_000)}</style>`),
  markup('comments without an end', () => '<!--'.repeat(200_000)),
  markup('entities', () => '&amp'.repeat(300_000)),
  markup('pictures in the HTML', () => `<img src="data:image/png;base64,iVBORw0KGgo=">`.repeat(20_000)),
  markup('a picture that never ends', () => `<img src="data:image/png;base64,${'A'.repeat(2_000_000)}`.repeat(4)),
  ...Object.entries(HOSTILE_HTML).map(([name, source]) => markup(`HTML: ${name}`, () => source)),
];
