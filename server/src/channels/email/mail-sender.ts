import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { decodeWords, type Email } from 'postal-mime';
import { mailAddresses } from './mail-addresses.ts';

/** Who else a mail may come from, when From names nobody. */
const FALLBACKS = ['sender', 'reply-to', 'x-original-from', 'resent-from', 'x-sender', 'return-path'];
const ADDRESS = /([^\s<>()[\],;:"@\\]{1,64}@[^\s<>()[\],;:"@\\]{1,255})/;

/**
 * The writer: the first address in any From (RFC 5322 allows several), also one that is written wrongly; else who sent it
 * or where answers go. Undefined when no header holds an address.
 */
export function senderOf(mail: Email, replyTo: readonly MailAddress[]): MailAddress | undefined {
  const [from] = mailAddresses(mail.from && [mail.from]);
  if (from) return from;
  for (const { key, value } of mail.headers) if (key === 'from') return repaired(value) ?? elsewhere(mail, replyTo);
  return elsewhere(mail, replyTo);
}

function elsewhere(mail: Email, replyTo: readonly MailAddress[]): MailAddress | undefined {
  const [sender] = [...mailAddresses(mail.sender && [mail.sender]), ...replyTo];
  if (sender) return sender;
  for (const name of FALLBACKS) {
    const found = repaired(mail.headers.find(({ key }) => key === name)?.value ?? '');
    if (found) return found;
  }
  return undefined;
}

/** `Jan <jan@klant.nl`, `"Jan" jan@klant.nl`, an address inside an encoded word: whatever else looks like an address. */
function repaired(header: string): MailAddress | undefined {
  const text = decodeWords(header.slice(0, 2_000));
  const address = ADDRESS.exec(text)?.[1];
  if (!address) return undefined;
  const name = text
    .slice(0, text.indexOf(address))
    .replace(/[<>"']+/g, ' ')
    .trim();
  return mailAddresses([{ name, address }])[0];
}
