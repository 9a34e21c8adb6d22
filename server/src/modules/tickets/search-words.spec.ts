import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText, searchWords, wordPairs } from './search-words.ts';
import { wordFamily } from './word-families.ts';

const exact = (text: string) => searchWords(text).exact;

describe('searchWords', () => {
  it('folds case and accents, and keeps the order of words', () => {
    expect(searchWords('Eén Crème-brûlée, ÀÉ! Straße').words).toEqual(['een', 'creme', 'brulee', 'ae', 'strasse']);
  });

  it.each([
    ['#WEB-10453', ['10453', 'web10453', 'web']],
    ['WEB10453', ['10453', 'web10453']],
    ['jan@voorbeeld.nl', ['jan', 'voorbeeld.nl', 'jan@voorbeeld.nl']],
    ['Jan.de-Vries+bol@mail.voorbeeld.co.uk', ['jan.de-vries+bol@mail.voorbeeld.co.uk', 'mail.voorbeeld.co.uk', 'vries']],
    ['3SBLI12345678', ['3sbli12345678', '12345678']],
    ['bestelling 2024/00123', ['202400123', '00123']],
  ])('finds %s by its parts', (text, tokens) => {
    expect(exact(text)).toEqual(expect.arrayContaining(tokens));
  });

  it('knows one phone number in all its spellings', () => {
    const spellings = ['06-12345678', '+31 6 12345678', '0031612345678', '+31 (0)6 1234 5678', '06 12 34 56 78', '0612345678'];
    for (const spelling of spellings) expect(exact(`bel ${spelling} even`)).toContain('~612345678');
  });

  it('has tokens that a document takes: no space, no more than 100 characters, no empty ones', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        const { words, exact: tokens } = searchWords(text.toWellFormed());
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
        for (const token of tokens) expect(token).toMatch(/^[^\s'\\\p{Cc}]{1,100}$/u);
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every word of a text by that word, written in capitals or not', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zéëïöü0-9]{1,12}$/), { minLength: 1 }), (words) => {
        const indexed = new Set(exact(words.join(' ')));
        for (const word of words) expect(searchWords(word.toUpperCase()).words.every((asked) => indexed.has(asked))).toBe(true);
      }),
    );
  });

  it('takes a fraction of a second for encoded data without spaces', () => {
    const started = process.cpuUsage();
    searchWords('aB3'.repeat(100_000));
    searchWords('a.'.repeat(100_000));
    searchWords('1-'.repeat(100_000));
    searchWords('a-1@'.repeat(100_000));
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(4_000);
  });
});

describe('wordPairs', () => {
  it('knows neighbours by one whole number, in their order', () => {
    const [pair = 0, ...others] = wordPairs(['kapot', 'scherm']);
    expect(others).toEqual([]);
    expect(Number.isInteger(pair) && Math.abs(pair) <= 2 ** 31).toBe(true);
    expect(wordPairs(['een', 'kapot', 'scherm'])).toContain(pair);
    expect(wordPairs(['scherm', 'kapot'])).not.toContain(pair);
    expect(wordPairs(['kapot', 'wit', 'scherm'])).not.toContain(pair);
    expect(wordPairs(['kapot'])).toEqual([]);
  });
});

describe('foldText', () => {
  it('is done after one time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });
});

describe('word families', () => {
  it.each([
    ['retour', 'retourneren', 'geretourneerd', 'retourzending', 'teruggestuurd'],
    ['lever', 'geleverd', 'levering', 'leveren', 'leverde', 'bezorgd'],
    ['verzend', 'verzonden', 'verzending', 'verstuurd'],
    ['bestel', 'besteld', 'bestelling', 'bestellingen'],
    ['betaal', 'betaling', 'betaald', 'betalen'],
    ['annuleer', 'geannuleerd', 'annulering'],
    ['ruil', 'omruilen', 'geruild', 'omgeruild'],
    ['kapot', 'kapotte', 'defect', 'beschadigd', 'stuk'],
    ['factuur', 'facturen', 'gefactureerd'],
  ])('keeps %s, %s and %s together', (...words) => {
    expect(wordFamily(words[0] ?? '')).toBeDefined();
    expect(new Set(words.map(wordFamily)).size).toBe(1);
  });

  it('keeps apart what only looks alike', () => {
    expect(wordFamily('terugbetaling')).not.toBe(wordFamily('retour'));
    expect(wordFamily('lamp')).toBeUndefined();
    expect(wordFamily('constructor')).toBeUndefined();
  });
});
