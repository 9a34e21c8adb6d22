import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSearch } from './search-query.ts';

const word = (text: string, more = {}) => ({ text, phrase: false, negated: false, field: 'any', ...more });

describe('parseSearch', () => {
  it('takes the example of the manual apart', () => {
    expect(parseSearch('status:open from:jan tag:retour "kapot scherm"')).toEqual({
      terms: [word('jan', { field: 'from' }), word('kapot scherm', { phrase: true })],
      filters: [
        { field: 'status', statuses: ['open'], negated: false },
        { field: 'tag', value: 'retour', negated: false, source: 'tag:retour' },
      ],
      number: null,
      unknown: [],
    });
  });

  it('negates words, phrases and operators with a minus', () => {
    const { terms, filters } = parseSearch('-lamp -"per post" -status:spam -from:bol');
    expect(terms).toEqual([
      word('lamp', { negated: true }),
      word('per post', { phrase: true, negated: true }),
      word('bol', { field: 'from', negated: true }),
    ]);
    expect(filters).toEqual([{ field: 'status', statuses: ['spam'], negated: true }]);
  });

  it('reads values with spaces in quotes, and several statuses at once', () => {
    const { filters } = parseSearch('assignee:"Sanne de Vries" status:open,pending');
    expect(filters).toEqual([
      { field: 'assignee', value: 'sanne de vries', negated: false, source: 'assignee:"Sanne de Vries"' },
      { field: 'status', statuses: ['open', 'pending'], negated: false },
    ]);
  });

  it('understands Dutch operators and statuses', () => {
    const { terms, filters, unknown } = parseSearch('van:jan status:wachtend heeft:bijlage voor:2026-03-01 is:ongelezen');
    expect(unknown).toEqual([]);
    expect(terms).toEqual([word('jan', { field: 'from' })]);
    expect(filters.map((filter) => filter.field)).toEqual(['status', 'file', 'before', 'unread']);
    expect(filters[0]).toMatchObject({ statuses: ['pending'] });
  });

  it.each(['status:opn', 'colour:red', 'before:2026-02-30', 'after:yesterday', 'number:abc', 'has:money', 'is:nice', 'constructor:x'])(
    'tells that %s means nothing here, and searches on without it',
    (unknown) => {
      expect(parseSearch(`lamp ${unknown}`)).toEqual({ terms: [word('lamp')], filters: [], number: null, unknown: [unknown] });
    },
  );

  it.each(['https://winkel.nl/pagina', '10:30', 'Re:', 'a&b|c!(', "foto's"])('takes %s for text', (text) => {
    expect(parseSearch(text)).toMatchObject({ terms: [word(text)], unknown: [] });
  });

  it.each([
    ['1042', 1042],
    ['#1042', 1042],
    ['1042 retour', null],
    ['-1042', null],
    ['0', null],
    ['99999999999', null],
    ['#WEB-1042', null],
  ])('reads %s as the ticket number %s', (question, number) => {
    expect(parseSearch(question).number).toBe(number);
  });

  it('lets a quote that is never closed run to the end', () => {
    expect(parseSearch('lamp "kapot sch').terms).toEqual([word('lamp'), word('kapot sch', { phrase: true })]);
  });

  it('understands every text, keeps it bounded and well formed', () => {
    const question = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[-"a-z:0-9# ,é]*$/));
    fc.assert(
      fc.property(question, (text) => {
        const { terms, filters, unknown } = parseSearch(text);
        expect(terms.length + filters.length + unknown.length).toBeLessThanOrEqual(24);
        for (const term of terms) expect(term.text.isWellFormed() && !term.text.includes('\u0000') && term.text !== '').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
