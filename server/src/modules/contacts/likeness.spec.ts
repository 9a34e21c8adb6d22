import { expect, it } from '@jest/globals';
import { isFullName, marksIn, namedIn, namesAgree } from './likeness.ts';

it('finds the addresses and numbers that a message names', () => {
  const text =
    'Bel me op 06 - 12 34 56 78 (of +32 2 123 45 67), of mail Jan.Prive@Klant.TEST.\nBestelling 1042823870, IBAN NL91ABNA0417164300';
  expect(namedIn([text])).toEqual({ emails: ['jan.prive@klant.test'], phones: ['+31612345678', '+3221234567'] });
});

it('takes parcel codes and orders for no telephone', () => {
  expect(namedIn(['3SABCD1234567890 en 1042823870 en 20261122130000']).phones).toEqual([]);
});

it('finds orders and postcodes', () => {
  expect([...marksIn(['Mijn bestelling 1042823870 en #WEB-1234 naar 1011 AB', 'ordernummer: a2k8290lp8, 1011AB'])].sort()).toEqual([
    '1011AB',
    '1042823870',
    'A2K8290LP8',
    'WEB-1234',
  ]);
  expect([...marksIn(['In 2026 had ik nummer twee besteld, bestelling onderweg', ''])]).toEqual([]);
});

it.each([
  ['Jan', 'Jan de Vries', true],
  ['JAN DE VRIES', 'Vries, Jan', true],
  ['jan@klant.test', 'Piet', true],
  ['+31612345678', 'Piet', true],
  ['Jan de Vries', 'Piet Jansen', false],
  ['Jan van der Berg', 'Piet van der Meer', false],
])('asks whether %s and %s could be one name: %p', (one, other, agree) => {
  expect(namesAgree(one, other)).toBe(agree);
});

it('compares by full names alone', () => {
  expect(['Jan de Vries', 'Jan', 'jan.de.vries@klant.test', '?'].map(isFullName)).toEqual([true, false, false, false]);
});
