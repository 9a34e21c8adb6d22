import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tellHtml } from './html-events.ts';
import { type PlainHtml, readPlainHtml } from './plain-html.ts';
import { sanitiseMailHtml } from './sanitise.ts';

const RUNS = 1_500;
const names = 'p div span b a table tbody thead tr td th ul li h2 blockquote center body head html o:p svg script form'.split(' ');
const attributes = [
  ' style="color:red"',
  ' style="position:fixed"',
  ' class="gmail_quote"',
  ' href="https://x.example/?a=1&amp;b=2"',
  ' href="java&#10;script:alert(1)"',
  ' href="//x.example"',
  ' title="a &quot;b&quot; &amp; c"',
  ' align=center',
  " width='3'",
  ' nowrap',
  ' lang=""',
  ' title="1" title="2"',
  ' onclick="x()"',
  ' dir="a&b"',
  '/',
];
const fixed = [
  ...[
    'Beste',
    ' klant ',
    '\r\n',
    '&nbsp;',
    '&amp;',
    '&lt;b&gt;',
    '&euro;',
    '&eacute;',
    '&#39;',
    '&copy;',
    '& ',
    '&amp',
    '<',
    '>',
    '"',
    '\u0000',
  ],
  ...[
    '<br>',
    '<br/>',
    '<br />',
    '<hr>',
    '</br>',
    '</p>',
    '<img src="cid:a@b" alt="">',
    '<img src="https://x.example/a.gif">',
    '<img alt="x">',
  ],
  ...['<!-- x -->', '<!--[if mso]><p>x</p><![endif]-->', '<!-->', '<!--->', '<!-- --!> -->', '<![if !mso]>', '<!DOCTYPE html>', '<?xml ?>'],
  ...[
    '<style>p > a { color: red } <!-- x --></style>',
    '<style><p></style >',
    '<title>a &amp; b</title>',
    '<title>een</title>',
    '<meta charset="utf-8">',
  ],
];
const opening = fc
  .tuple(fc.constantFrom(...names), fc.array(fc.constantFrom(...attributes), { maxLength: 2 }))
  .map(([name, given]) => `<${name}${given.join('')}>`);
const piece = fc.oneof(
  { weight: 3, arbitrary: opening },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
  { weight: 4, arbitrary: fc.constantFrom(...fixed) },
);
const nested = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...fixed.slice(0, 9), '<br>', '<img src="cid:a">', '<!-- x -->'),
    fc
      .tuple(
        fc.constantFrom('p', 'div', 'span', 'b', 'a', 'table', 'tr', 'td', 'blockquote', 'font', 'o:p'),
        fc.constantFrom('', ...attributes.slice(0, 7)),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, given, inner]) => `<${name}${given}>${inner.join('')}</${name}>`),
  ),
})).node;
const mails = fc.oneof(fc.array(piece, { maxLength: 10 }), fc.array(nested, { maxLength: 4 })).map((pieces) => pieces.join(''));

function told(html: string, plain: PlainHtml | null): unknown[] {
  const events: unknown[] = [];
  // Where an element ends that nothing ends is the end of the source, or behind it.
  const at = (position: number) => Math.min(position, html.length);
  tellHtml(
    html,
    {
      onOpen: (name, given, start, end) => events.push(['open', name, { ...given }, start, end]),
      onText: (text, start, end) => events.push(['text', text, start, end]),
      onClose: (name, _start, end) => events.push(['close', name, at(end)]),
    },
    plain,
  );
  return events;
}

describe('plain HTML', () => {
  it('is read as the library for any HTML reads it, and sanitised as that does', () => {
    let plain = 0;
    fc.assert(
      fc.property(mails, (html) => {
        const read = readPlainHtml(html);
        if (!read) return;
        plain++;
        expect(told(html, read)).toEqual(told(html, null));
        expect(sanitiseMailHtml(html, read)).toEqual(sanitiseMailHtml(html, null));
      }),
      { numRuns: RUNS },
    );
    expect(plain).toBeGreaterThan(RUNS / 4);
  });

  it.each([
    '<p>een<p>twee</p></p>',
    '<tr><td>a<td>b</td></tr>',
    '<script>x</script>',
    '<svg><p>x</p></svg>',
    '<p onclick=x()>x</p>',
    '<p title="<b>">x</p>',
    '<p title="1" title="2">x</p>',
    '<a href="java&#10;script:x">x</a>',
    '<div/>x',
    '&copy;',
    'a & b',
    'los</p>',
    '<P>x</P>',
    '<p',
    '<!-- x',
    '<!-->x-->',
    '<style><p></style >',
  ])('is not what may be read in another way: %s', (html) => {
    expect(readPlainHtml(html)).toBeNull();
  });

  it('lies not too deep', () => {
    expect(readPlainHtml('<div>'.repeat(200))).toBeNull();
  });

  it('is what mail programs write', () => {
    const word =
      '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">' +
      '<style><!--\r\np.MsoNormal {margin:0cm}\r\n--></style><!--[if gte mso 9]><xml></xml><![endif]--></head><body lang="NL">' +
      '<p class="MsoNormal"><span style="font-size:11.0pt">Beste,<o:p></o:p></span></p><p>&nbsp;</p></body></html>';
    const gmail = '<div dir="ltr"><div>Hallo,</div><div><br></div><a href="https://x.example/?a=1&amp;b=2" target="_blank">x</a></div>\r\n';
    for (const html of [word, gmail]) expect(readPlainHtml(html)).not.toBeNull();
  });

  it('takes no time that grows faster than what somebody sends', () => {
    const before = process.cpuUsage();
    for (const hostile of [
      `<p${' '.repeat(500_000)}`,
      `<!--${'-'.repeat(500_000)}`,
      '&'.repeat(500_000),
      `<p ${'a="" '.repeat(100_000)}`,
    ]) {
      readPlainHtml(hostile);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });
});
