/**
 * Servers that are known to deliver `name+anything@` to `name@`. Elsewhere such an address may not exist, and a
 * customer's answer to it would be lost; there the thread is found by Message-ID alone.
 */
const SERVERS = [
  'gmail.com',
  'googlemail.com',
  'office365.com',
  'outlook.com',
  'fastmail.com',
  'mail.me.com',
  'mailbox.org',
  'zoho.eu',
  'zoho.com',
];

/** @param imapHost the server that receives the account's mail */
export function supportsPlusAddressing(imapHost: string): boolean {
  const host = imapHost.toLowerCase();
  return SERVERS.some((server) => host === server || host.endsWith(`.${server}`));
}
