import { expect, it } from '@jest/globals';
import { languageOf } from './language-of.ts';

it.each([
  ['Goedemiddag, hierbij de foto van mijn kapotte lamp. Graag hoor ik van jullie. Groeten, Jan', 'nl'],
  ['Hello, please find attached the photos of my broken lamp. Thanks, Jane', 'en'],
  ['Zie bijlage', 'nl'],
  ['See attachment', 'en'],
  ['', undefined],
  ['12345 :-)', undefined],
] as const)('%s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
