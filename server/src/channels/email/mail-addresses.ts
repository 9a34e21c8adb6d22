import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Address } from 'postal-mime';

const MAX_ADDRESSES = 200;

/** Groups opened up, what is no address left out, one of each. */
export function mailAddresses(addresses: readonly Address[] | undefined): MailAddress[] {
  const found = new Map<string, MailAddress>();
  for (const entry of addresses ?? []) {
    for (const { address, name } of entry.group ?? [entry]) {
      const clean = cleanAddress(address);
      if (clean && !found.has(clean.toLowerCase())) found.set(clean.toLowerCase(), { address: clean, name: cleanName(name) });
      if (found.size >= MAX_ADDRESSES) return [...found.values()];
    }
  }
  return [...found.values()];
}

function cleanAddress(address: string): string | undefined {
  const trimmed = address.trim().replace(/^<|>$/g, '');
  return /^[^\s@<>]{1,256}@[^\s@<>]{1,255}$/.test(trimmed) && trimmed.length <= 320 ? trimmed : undefined;
}

function cleanName(name: string): string {
  return name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** Comparable: lower case, without the `+detail` that servers deliver to the same mailbox. */
export function mailboxOf(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
