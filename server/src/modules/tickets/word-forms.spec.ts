import { expect, it } from '@jest/globals';
import { relatedForms } from './word-forms.ts';

it.each([
  ['pakketje', 'pakket'],
  ['schoentjes', 'schoen'],
  ['jasje', 'jas'],
  ['truitje', 'trui'],
  ['jassen', 'jas'],
  ['zonnebrillen', 'zonnebril'],
  ['brieven', 'brief'],
  ['huizen', 'huis'],
  ['dozen', 'doos'],
  ['maten', 'maat'],
  ['prijzen', 'prijs'],
  ['schoenen', 'schoen'],
  ['gebeld', 'bel'],
  ['gewacht', 'wach'],
  ['gestuurd', 'stuur'],
])('finds %s by %s', (form, word) => {
  expect(relatedForms(form)).toContain(word);
});

it.each(['bellen', 'gebeld'])('finds calling and called by one another: %s', (word) => {
  expect(relatedForms(word)).toContain('bel');
});

it('gives a word of another shape no other form', () => {
  for (const word of ['lamp', 'en', 'je', 'ge', 'tent', 'open']) expect(relatedForms(word)).toEqual([]);
});
