import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { htmlToText } from './html-to-text.ts';
import { quickText, sanitisedText } from './quick-text.ts';
import { sanitiseMailHtml } from './sanitise.ts';

const RUNS = 1_000;
const names = 'p div span b a table tbody tr td font i br img label center ul li h2 blockquote pre'.split(' ');
const words = [
  'Beste',
  ' klant',
  ' ',
  '\r\n',
  '\u00a0',
  '&amp;',
  '&lt;b&gt; ',
  'a  b ',
  '\u200b',
  ' &nbsp; ',
  'caf&eacute;',
  '\t',
  '&amp;lt;',
  '"',
];
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names).map((name) => `<${name}>`) },
  { weight: 3, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
  { weight: 4, arbitrary: fc.constantFrom(...words) },
);
const nested = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...words, '<br>', '<img src="cid:a">'),
    fc
      .tuple(
        fc.constantFrom('p', 'div', 'span', 'b', 'a', 'table', 'tr', 'td', 'font', 'blockquote'),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, inner]) => `<${name} style="color:red">${inner.join('')}</${name}>`),
  ),
})).node;

describe('sanitisedText', () => {
  it('says what the library says, whatever the mail', () => {
    let quick = 0;
    const check = (html: string) => {
      const clean = sanitiseMailHtml(html).html;
      if (quickText(clean) !== undefined) quick++;
      expect(sanitisedText(clean)).toBe(htmlToText(clean, { links: false }));
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
        check,
      ),
      { numRuns: RUNS },
    );
    fc.assert(
      fc.property(
        fc.array(nested, { maxLength: 4 }).map((pieces) => pieces.join('')),
        check,
      ),
      { numRuns: RUNS },
    );
    expect(quick).toBeGreaterThan(RUNS / 4);
  });

  it.each([
    '<p>een<p>twee</p></p>',
    '<table><td>a</td></table>',
    '<ul><li>a</li></ul>',
    '<a><a>x</a></a>',
    '<p>&copy;</p>',
    '<p>open',
    'los</p>',
    '<p',
    '<!-- x -->',
    '<tr><tr>x</tr></tr>',
    `${'<div>'.repeat(200)}x${'</div>'.repeat(200)}`,
  ])('leaves what is not plain to the library: %s', (html) => {
    expect(quickText(html)).toBeUndefined();
  });
});
