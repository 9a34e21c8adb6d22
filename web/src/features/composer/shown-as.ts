import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Contact } from '@balie/shared/contracts/contacts.ts';

/** Ids that a channel gave say nothing to people, and a number is read in groups. */
export function shownAs({ address, name }: MailAddress, { identities }: Pick<Contact, 'identities'>): string {
  if (!/@|^\+/.test(address)) return name || address;
  return identities.find(({ value }) => value === address)?.shown ?? address;
}
