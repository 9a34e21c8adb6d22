import { randomBytes } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A secret that stands in a ticket's reply address: 80 bits, lower-case base32 (RFC 4648), because mail folds case. */
export function newReplyToken(): string {
  let bits = '';
  for (const byte of randomBytes(10)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}
