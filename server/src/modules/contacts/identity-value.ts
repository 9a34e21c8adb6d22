import type { IdentityKind } from '@balie/shared/contracts/contacts.ts';
import { isRelayAddress } from '@balie/shared/domain/relay-addresses.ts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** What a customer is known by. `value` is normalised: lower case for mail, E.164 for phones (see `identityValue`). */
export interface ContactIdentity {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** Numbers without a country are of the country where our shops are. */
const HOME = 'NL';

const mailbox = z.email().max(320);

/** E.164, of what somebody wrote. Undefined: no telephone number. */
export function phoneNumber(written: string): string | undefined {
  // Without its area code it is an extension, an order, a house number.
  if (!/^[\s(]*(?:\+|0)/.test(written)) return undefined;
  const number = parsePhoneNumberFromString(written, HOME);
  return number?.isValid() ? number.number : undefined;
}

/** A number as people write it, `+31 6 12345678`; anything else as it is. @param value E.164 */
export function numberShown(value: string): string {
  return /^\+\d+$/.test(value) ? (parsePhoneNumberFromString(value)?.formatInternational() ?? value) : value;
}

/** The one way in which an identity is kept. Undefined: it is none of this kind. */
export function identityValue(kind: IdentityKind, written: string): string | undefined {
  const text = written.trim();
  if (kind === 'phone') return phoneNumber(text.replace(/^tel:/i, ''));
  if (kind === 'email') return mailbox.safeParse(text.replace(/^mailto:/i, '').toLowerCase()).data;
  return text || undefined;
}

export function isRelay({ kind, value }: ContactIdentity): boolean {
  return kind === 'email' && isRelayAddress(value);
}
