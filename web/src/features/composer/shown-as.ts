import type { MailAddress } from '@balie/shared/contracts/common.ts';

/** Ids that a channel gave say nothing to people. */
export function shownAs({ address, name }: MailAddress): string {
  return /@|^\+/.test(address) ? address : name || address;
}
