import { expect, it } from '@jest/globals';
import { replyTo } from './reply-to.ts';

const jan = { address: 'jan@klant.test', name: 'Jan' };
const piet = { address: 'piet@klant.test', name: '' };
const contact = { name: 'Jan de Vries', address: 'jan@klant.test' };

it("answers whom the customer's newest message asks to answer", () => {
  const fromInbound = { to: [jan], cc: [piet] };
  expect(replyTo({ fromInbound, fromOutbound: { to: [piet], cc: [] }, contact })).toEqual(fromInbound);
});

it('goes on with whom we wrote to when the customer never wrote', () => {
  expect(replyTo({ fromInbound: null, fromOutbound: { to: [piet], cc: [jan] }, contact })).toEqual({ to: [piet], cc: [jan] });
});

it('falls back to the customer when nobody is left', () => {
  expect(replyTo({ fromInbound: { to: [], cc: [piet] }, fromOutbound: null, contact })).toEqual({
    to: [{ address: 'jan@klant.test', name: 'Jan de Vries' }],
    cc: [],
  });
});

it('names nobody when the customer has no address', () => {
  expect(replyTo({ fromInbound: null, fromOutbound: null, contact: { name: 'Anoniem', address: '' } })).toEqual({ to: [], cc: [] });
});
