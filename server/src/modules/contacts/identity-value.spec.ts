import { expect, it } from '@jest/globals';
import { identityValue, numberShown } from './identity-value.ts';

it.each(['06 - 12 34 56 78', '06-12345678', '+31 (0)6 12345678', '0031612345678', 'tel:+31-6-12345678'])(
  'keeps %s as the number it is',
  (written) => {
    expect(identityValue('phone', written)).toBe('+31612345678');
  },
);

it('knows numbers of other countries by their code', () => {
  expect(identityValue('phone', '+32 2 123 45 67')).toBe('+3221234567');
});

it.each(['12345', '06 1234', 'bel me', '+31 6 1234 5678 9', ''])('takes %p for no number', (written) => {
  expect(identityValue('phone', written)).toBeUndefined();
});

it('keeps a mailbox in lower case, whatever stood around it', () => {
  expect(identityValue('email', ' mailto:Jan.De.Vries@Klant.TEST ')).toBe('jan.de.vries@klant.test');
});

it.each(['jan', 'jan@', 'jan@klant', 'jan de vries@klant.test', 'jan@klant.test, piet@klant.test'])(
  'takes %p for no mailbox',
  (written) => {
    expect(identityValue('email', written)).toBeUndefined();
  },
);

it.each([
  ['+31612345678', '+31 6 12345678'],
  ['+31201234567', '+31 20 123 4567'],
  ['+3221234567', '+32 2 123 45 67'],
  ['jan@klant.test', 'jan@klant.test'],
  ['1163418821', '1163418821'],
])('shows %s as people read it', (value, shown) => {
  expect(numberShown(value)).toBe(shown);
});
