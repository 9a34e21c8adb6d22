import { randomBytes } from 'node:crypto';

const OURS = /^balie-system\.[0-9a-f]{20}@/i;

/** A Message-ID, without angle brackets, that tells mail of Balie itself from every other; short, as a folded one is mangled by some servers. @param sender its address */
export function newSystemMailId(sender: string): string {
  return `balie-system.${randomBytes(10).toString('hex')}@${sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()}`;
}

/** @param messageId without angle brackets */
export function isSystemMailId(messageId: string): boolean {
  return OURS.test(messageId);
}
