import { expect, it } from '@jest/globals';
import { signatureFor } from './signature.ts';

const signer = { agentName: 'Anna & <Co>', shopName: "Klompen 'n zo" };

it('fills in names so that they stay text', () => {
  expect(signatureFor(signer, '<p>{{agent.name}} - {{ shop.name }}</p>', '')).toBe('<p>Anna &amp; &lt;Co&gt; - Klompen &#39;n zo</p>');
});

it('puts the colleague under the shop, and leaves unknown variables alone', () => {
  expect(signatureFor(signer, '<p>Shop</p>', '<i>{{order.id}}</i>')).toBe('<p>Shop</p><br><i>{{order.id}}</i>');
});

it('is empty when nobody has one', () => {
  expect(signatureFor(signer, '', ' ')).toBe('');
});
