import { isRelayAddress } from '@balie/shared/domain/relay-addresses.ts';

/** Sends consumers word of their parcels from a relay's domain: nobody is there. */
const NOBODY = /^(?:no-?reply|noreply|mailer-daemon|postmaster|bounces?)(?:[+._-][^@]{0,200})?@/i;
const LOOKALIKE = /\bbol[\s.·-]?com\b|(?:^|[@.-])(?:b[o0]l(?:[.-]?com)?|bol-?partner|partner-?bol)(?:[.-]|$)/i;

export function isBolDomain(domain: string): boolean {
  return domain === 'bol.com' || domain.endsWith('.bol.com');
}

/** Does the address name bol as the sender? That it is so, only the mail server can say (`mail-origin`). */
export function isBolAddress(address: string): boolean {
  return isBolDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}

/** Leads to a customer. */
export function isBolRelay(address: string): boolean {
  return isBolAddress(address) && isRelayAddress(address) && !NOBODY.test(address);
}

/** Wants to be taken for bol. */
export function looksLikeBol(address: string, name: string): boolean {
  return LOOKALIKE.test(name) || LOOKALIKE.test(address.slice(address.lastIndexOf('@')).toLowerCase());
}
