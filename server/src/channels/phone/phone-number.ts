import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where a number without a country is: of the shop's own number, or the Netherlands. */
function countryOf(ownNumber: string): CountryCode {
  return parsePhoneNumberFromString(ownNumber, 'NL')?.country ?? 'NL';
}

/** E.164, as identities of contacts are kept; null for what is no number (withheld, an extension, a SIP address). */
export function e164(number: string | null, ownNumber: string): string | null {
  if (!number || /^(sip|client):/i.test(number)) return null;
  const parsed = parsePhoneNumberFromString(number.replace(/^00/, '+'), countryOf(ownNumber));
  return parsed?.isPossible() ? parsed.number : null;
}
