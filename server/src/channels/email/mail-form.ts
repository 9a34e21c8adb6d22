import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { mailboxOf } from './mail-addresses.ts';
import { type FormOf, isNoReply } from './mail-nature.ts';
import { isOwnDomain } from './own-domain.ts';

/** Desks, not persons: where a company wants answers to what its machines send. */
const DESK =
  /^(?:info|contact|support|service|help|helpdesk|hello|hallo|care|customer[._-]?(?:service|care|support)|klanten(?:service|contact)|orders?|bestellingen|sales|verkoop|webshop|shop|administrati(?:e|on)|facturen|billing|marketing|news|nieuws(?:brief)?|newsletter)@/i;

/**
 * Does this mail carry the words of a person who is named in Reply-To alone: a customer who filled in a form, or who
 * writes by a marketplace?
 * @param answerTo where answers go, without ourselves
 * @param own the mailboxes of this organisation, lower case
 */
export function formOf(from: MailAddress, answerTo: readonly MailAddress[], own: ReadonlySet<string>): FormOf {
  const isPerson = ({ address }: MailAddress) =>
    address.toLowerCase() !== from.address.toLowerCase() &&
    !isNoReply(address) &&
    !(DESK.test(address) && isSameHouse(address, from.address));
  if (!answerTo.some(isPerson)) return null;
  return own.has(mailboxOf(from.address)) || isOwnDomain(from.address, own) ? 'us' : 'others';
}

/** `mail.winkel.nl` and `winkel.nl` are of one house. */
function isSameHouse(one: string, other: string): boolean {
  const [a, b] = [domainOf(one), domainOf(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
