import { expect, it } from '@jest/globals';
import { isRelayAddress } from './relay-addresses.ts';

it.each([
  '2tb5pxo4vdgkcvdjrzqyxqkbwfxdrg@verkopen.bol.com',
  'klantabc@klantbericht.bol.com',
  'Klant@Partnerklantenservice.Bol.com ',
  'b1n7x0@marketplace.amazon.nl',
])('knows %s as the address of an order', (address) => {
  expect(isRelayAddress(address)).toBe(true);
});

it.each(['jan@bol.com', 'jan@mijnverkopen.bol.com', 'jan@verkopen.bol.com.klant.test', 'verkopen.bol.com', '', 'jan@klant.test'])(
  'takes %p for what it says',
  (address) => {
    expect(isRelayAddress(address)).toBe(false);
  },
);
