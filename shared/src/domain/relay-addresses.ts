/**
 * Addresses that a marketplace makes for one order or one conversation. Whoever writes from two of them may be one person
 * or two, and one address may be used by two: they never tell who somebody is.
 */

/** Domains of relays, by marketplace. */
const RELAY_DOMAINS: Readonly<Record<string, readonly string[]>> = {
  bol: ['verkopen.bol.com', 'verkopen.test2.bol.com', 'klantbericht.bol.com', 'partnerklantenservice.bol.com'],
  amazon: [
    'marketplace.amazon.nl',
    'marketplace.amazon.com.be',
    'marketplace.amazon.de',
    'marketplace.amazon.fr',
    'marketplace.amazon.com',
    'marketplace.amazon.co.uk',
  ],
  ebay: ['members.ebay.nl', 'members.ebay.be', 'members.ebay.de', 'members.ebay.com'],
};

const DOMAINS = Object.values(RELAY_DOMAINS).flat();

export function isRelayAddress(address: string): boolean {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
  return address.includes('@') && DOMAINS.includes(domain);
}
