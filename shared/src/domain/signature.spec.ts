import { expect, it } from '@jest/globals';
import { fillSignature, firstNameOf } from './signature.ts';

const values = {
  'agent.name': 'Anna & <Co>',
  'agent.firstName': 'Anna',
  'shop.name': "Klompen 'n zo",
  'ticket.number': '1042',
  'customer.name': '<script>alert(1)</script>',
};

it('fills in what it knows so that it stays text', () => {
  expect(fillSignature(values, '<p>{{agent.name}} - {{ shop.name }}</p>', '')).toBe('<p>Anna &amp; &lt;Co&gt; - Klompen &#39;n zo</p>');
  expect(fillSignature(values, '<p>{{agent.firstName}}, #{{ticket.number}}, {{customer.name}}</p>', '')).toBe(
    '<p>Anna, #1042, &lt;script&gt;alert(1)&lt;/script&gt;</p>',
  );
});

it('puts the colleague under the shop, and leaves unknown variables alone', () => {
  expect(fillSignature(values, '<p>Shop</p>', '<i>{{order.id}}</i>')).toBe('<p>Shop</p><br><i>{{order.id}}</i>');
});

it('does not look for variables in what was filled in', () => {
  expect(fillSignature({ ...values, 'customer.name': '{{agent.name}}' }, '{{customer.name}}', '')).toBe('{{agent.name}}');
});

it('is empty when nobody has one', () => {
  expect(fillSignature(values, '', ' ')).toBe('');
});

it('calls people by the first of their names', () => {
  expect(firstNameOf(' Sanne de Vries ')).toBe('Sanne');
});
