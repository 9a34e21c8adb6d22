import { createHash } from 'node:crypto';
import { INBOX } from './imap-connection.ts';

const SENT = 'sent.';
const ARCHIVE = 'box.';
const FORWARDED = 'smtp.';

interface Numbering {
  readonly folder: string;
  readonly uidValidity: string;
  /** The folder is neither the inbox nor the one of sent mail. */
  readonly isArchive?: boolean;
}

/** What a raw mail is known by within its mailbox. Folders number their mails each by itself. */
export function externalKeyOf({ folder, uidValidity, isArchive = false }: Numbering, uid: number): string {
  // Of such folders there are many, and their numbers may be the same.
  if (isArchive) return `${ARCHIVE}${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.${uidValidity}.${uid}`;
  return `${folder === INBOX ? '' : SENT}${uidValidity}.${uid}`;
}

/** It was found where the owner of the mailbox keeps mail, theirs and that of others. */
export function isFromArchive(externalKey: string): boolean {
  return externalKey.startsWith(ARCHIVE);
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
