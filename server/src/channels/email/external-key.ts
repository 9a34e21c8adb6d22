import { INBOX } from './imap-connection.ts';

const SENT = 'sent.';

/** What a raw mail is known by within its mailbox. Folders number their mails each by itself. */
export function externalKeyOf({ folder, uidValidity }: { readonly folder: string; readonly uidValidity: string }, uid: number): string {
  return `${folder === INBOX ? '' : SENT}${uidValidity}.${uid}`;
}

/** It was found among what the owner of the mailbox sent. */
export function isFromSentFolder(externalKey: string): boolean {
  return externalKey.startsWith(SENT);
}
