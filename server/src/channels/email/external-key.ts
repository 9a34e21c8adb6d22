import { createHash } from 'node:crypto';
import { INBOX } from './imap-connection.ts';

const SENT = 'sent.';
const FORWARDED = 'smtp.';

/** What a raw mail is known by within its mailbox. Folders number their mails each by itself. */
export function externalKeyOf({ folder, uidValidity }: { readonly folder: string; readonly uidValidity: string }, uid: number): string {
  return `${folder === INBOX ? '' : SENT}${uidValidity}.${uid}`;
}

/** It was found among what the owner of the mailbox sent. */
export function isFromSentFolder(externalKey: string): boolean {
  return externalKey.startsWith(SENT);
}

/** Of a mail that was handed to our own server: a forwarder that had no answer brings the same bytes again. */
export function forwardedKeyOf(contents: Uint8Array): string {
  return `${FORWARDED}${createHash('sha256').update(contents).digest('hex')}`;
}

export function isForwarded(externalKey: string): boolean {
  return externalKey.startsWith(FORWARDED);
}
