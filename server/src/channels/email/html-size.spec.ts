import { expect, it } from '@jest/globals';
import { isTooMuchHtml, roughText } from './html-size.ts';

it.each([
  ['a large newsletter', '<table><tr><td><a href="x">woord</a><br></td></tr></table>'.repeat(2_000), false],
  ['old HTML that closes nothing', '<p>regel<br><li>punt<td>cel'.repeat(3_000), false],
  ['a long chain of quotations', '<blockquote><div>'.repeat(100), false],
  ['what is too deep', '<div>'.repeat(1_001), true],
  ['too many elements', '<b>x</b>'.repeat(10_001), true],
  ['too many entities', '&amp'.repeat(100_001), true],
  ['what is too long', 'x'.repeat(1_500_001), true],
])('knows %s', (_what, html, tooMuch) => {
  expect(isTooMuchHtml(html)).toBe(tooMuch);
});

it('finds the words between the elements', () => {
  expect(roughText('<p>Caf&amp;<b>één</b></p><p>1 &lt; 2</p>')).toBe('Caf& één \n1 < 2');
});
