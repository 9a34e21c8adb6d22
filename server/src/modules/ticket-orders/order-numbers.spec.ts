import { describe, expect, it } from '@jest/globals';
import { namedOrderNumbers, possibleOrderNumbers } from './order-numbers.ts';

describe('numbers in a conversation', () => {
  it.each([
    ['Vraag over bestelling A2K8290LP8', 'A2K8290LP8'],
    ['Mijn bestelnummer is: 1042823870.', '1042823870'],
    ['(#NL-20261)', 'NL-20261'],
    ['order b3k8290lp0 graag', 'B3K8290LP0'],
    ['"4012345678"', '4012345678'],
  ])('finds it in %j', (text, number) => {
    expect(possibleOrderNumbers([text])).toEqual([number]);
  });

  it.each(['Bestelling zonder nummer', 'jan1234@klant.test', 'maat 42', 'factuur_20261', 'BESTELLING'])('finds none in %j', (text) => {
    expect(possibleOrderNumbers([text])).toEqual([]);
  });

  it('says each once, and stops at a pasted list', () => {
    expect(possibleOrderNumbers(['A1234', 'a1234 A1234'])).toEqual(['A1234']);
    expect(possibleOrderNumbers([Array.from({ length: 5_000 }, (_, n) => `X${10_000 + n}`).join(' ')]).length).toBe(300);
  });

  it.each([
    ['Mijn bestelnummer: A2K8290LP8', ['A2K8290LP8']],
    ['Mijn bestelnummer is B9K8290LP8, bel 0612345678', ['B9K8290LP8']],
    ['bestelling nr. 1042823870 is kapot', ['1042823870']],
    ['my order #NL-20261', ['NL-20261']],
    ['bel mij op 0612345678', []],
    ['ik wil 2 bestellingen', []],
  ])('takes for named in %j: %j', (text, numbers) => {
    expect(namedOrderNumbers([text])).toEqual(numbers);
  });
});
