import { expect, it } from '@jest/globals';
import { fillLines, fillText, greetingAt, variablesIn } from './text-variables.ts';

it('fills in what is known, and leaves the gap of what is not', () => {
  expect(
    fillText('{{greeting}} {{ customer.firstName }}, je bestelling {{order.number}}', {
      greeting: 'Goedemorgen',
      'customer.firstName': 'Jan',
    }),
  ).toEqual({
    text: 'Goedemorgen Jan, je bestelling {{order.number}}',
    missing: ['order.number'],
  });
});

it('takes a value of nothing but gaps for unknown, and fills nothing that came with a value', () => {
  expect(fillText('{{shop.name}}/{{customer.name}}', { 'shop.name': ' ', 'customer.name': '{{order.number}}' })).toEqual({
    text: '{{shop.name}}/{{order.number}}',
    missing: ['shop.name'],
  });
});

it('knows nothing that merely every object has', () => {
  expect(fillText('{{constructor}} {{toString}}', {}).missing).toEqual(['constructor', 'toString']);
});

it('leaves a line out that would have a gap, where nobody is there to fill it', () => {
  const text = 'Hallo {{customer.firstName}},\n\nWe zijn {{opens}} weer open.\n\nJe hebt uiterlijk {{answer.by}} antwoord.\n\nGroet';
  expect(fillLines(text, { 'customer.firstName': 'Jan', opens: 'morgen om 09:00' })).toBe(
    'Hallo Jan,\n\nWe zijn morgen om 09:00 weer open.\n\nGroet',
  );
});

it('names each gap once', () => {
  expect(variablesIn('{{a.b}} {{c}} {{a.b}} {{ not one')).toEqual(['a.b', 'c']);
});

it.each([
  [0, 'Goedemorgen'],
  [11, 'Goedemorgen'],
  [12, 'Goedemiddag'],
  [17, 'Goedemiddag'],
  [18, 'Goedenavond'],
  [23, 'Goedenavond'],
] as const)('greets at %i with %s', (hour, words) => {
  expect(greetingAt('nl', hour)).toBe(words);
});
