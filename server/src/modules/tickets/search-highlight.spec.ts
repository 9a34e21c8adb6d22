import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Highlighter } from './search-highlight.ts';
import { parseSearch } from './search-query.ts';

const snippet = (question: string, text: string) =>
  new Highlighter(parseSearch(question).terms).snippet([text]).replaceAll('\u0002', '[').replaceAll('\u0003', ']');

describe('Highlighter', () => {
  it.each([
    ['geleverd', 'De levering is niet bezorgd', 'De [levering] is niet [bezorgd]'],
    ['maten', 'Welke maat is dit, en zijn er meer maten?', 'Welke [maat] is dit, en zijn er meer [maten]?'],
    ['dozen', 'Er kwamen twee dozen, geen doos', 'Er kwamen twee [dozen], geen [doos]'],
    ['doos', 'Twee dozen kwamen er', 'Twee [dozen] kwamen er'],
    ['creme', 'De Crème is op', 'De [Crème] is op'],
    ['10453', 'Order #WEB-10453 graag', 'Order #WEB-[10453] graag'],
    ['WEB-10453', 'Order #WEB-10453, niet WEB 10454', 'Order #[WEB-10453], niet WEB 10454'],
    ['jan@voorbeeld.nl', 'Mail jan@voorbeeld.nl of winkel.nl', 'Mail [jan@voorbeeld.nl] of winkel.nl'],
    ['"kapot scherm"', 'Een kapot scherm is geen scherm', 'Een [kapot scherm] is geen scherm'],
    ['scher', 'Het scherm doet niets', 'Het [scherm] doet niets'],
    ['-scherm lamp', 'Het scherm en de lamp', 'Het scherm en de [lamp]'],
    ['from:jan', 'Groeten van Jan', 'Groeten van Jan'],
    ['lamp', 'Hier staat het niet', 'Hier staat het niet'],
  ])('marks for %s in "%s"', (question, text, marked) => {
    expect(snippet(question, text)).toBe(marked);
  });

  it('shows the stretch around a hit far down, on one line, cut at words', () => {
    const text = `${'Veel woorden vooraf.\n\n'.repeat(40)}Daar is de zandloper eindelijk. ${'En veel woorden erna. '.repeat(40)}`;
    const shown = snippet('zandloper', text);
    expect(shown).toMatch(/^… \S.*\[zandloper\].* …$/);
    expect(shown.length).toBeLessThan(230);
    expect(shown).not.toContain('\n');
  });

  it('takes marks that stand in the text already out', () => {
    expect(snippet('lamp', 'De \u0002lamp\u0003 brandt')).toBe('De [lamp] brandt');
  });

  it('marks in pairs and changes nothing else, whatever is asked of whatever text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 150 }), (question, text) => {
        const marked = new Highlighter(parseSearch(`${question} ${text.slice(0, 10)}`).terms).snippet([text]);
        const plain = marked.replaceAll('\u0002', '').replaceAll('\u0003', '');
        expect(
          text
            .replaceAll(/[\s\p{Cc}]+/gu, ' ')
            .trim()
            .toWellFormed(),
        ).toBe(plain);
        const marks = [...marked].filter((character) => character === '\u0002' || character === '\u0003').join('');
        expect(marks).toBe('\u0002\u0003'.repeat(marks.length / 2));
      }),
      { numRuns: 500 },
    );
  });
});
