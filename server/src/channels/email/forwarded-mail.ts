import type { MailAddress } from '@balie/shared/contracts/common.ts';
import EmailForwardParser from 'email-forward-parser';
import PostalMime, { type Attachment } from 'postal-mime';
import { mailAddresses } from './mail-addresses.ts';
import { isForward } from './quote-start.ts';

/** The library's patterns are not all linear; within these limits it takes milliseconds. */
const MAX_TEXT = 10_000;
const MAX_LINE = 300;
const MAX_ATTACHED_HEADERS = 64_000;
const SEPARATOR =
  /^[ \t>]*(?:-{2,20} ?(?:Forwarded message|Doorgestuurd bericht|Weitergeleitete Nachricht)\b[^\n]{0,60}|Begin (?:doorgestuurd bericht|forwarded message):?|Begin van doorgestuurd bericht:?|Start van doorgestuurd bericht:?)[ \t]*$/im;
const HEADERS =
  /^[ \t>*_]{0,10}(?:Van|From|Von|Afzender)[*_ ]{0,4}:[*_ \t]{0,6}([^\n]{3,300})\n(?:[ \t>]{0,10}[^\n]{0,300}\n){0,5}?[ \t>*_]{0,10}(?:Verzonden|Verstuurd|Datum|Sent|Date|Gesendet|Aan|To|Onderwerp|Subject)[*_ ]{0,4}:/im;

/**
 * Who wrote the mail that this one passes on: from the header block that mail programs put above it, or from the mail
 * attached as a file. Null when nothing is passed on or its writer cannot be found.
 */
export async function originalWriter(subject: string, text: string, attachments: readonly Attachment[]): Promise<MailAddress | null> {
  const body = text.slice(0, MAX_TEXT).replace(/[^\n]+/g, (line) => line.slice(0, MAX_LINE));
  const separator = SEPARATOR.exec(body);
  if (!isForward(subject) && !separator) return null;
  const passedOn = separator ? body.slice(separator.index) : body;
  return writerIn(HEADERS.exec(passedOn)?.[1]) ?? writerByLibrary(body, subject) ?? (await writerAttached(attachments));
}

function writerIn(line: string | undefined): MailAddress | null {
  const [, before, address] =
    /^([^<[\n]{0,200}?)["']?\s*(?:<|\[|&lt;)?(?:mailto:)?([^\s<>@[\]"'*&;]{1,100}@[^\s<>@[\]"'*&;]{1,200})/.exec(line ?? '') ?? [];
  return address ? (mailAddresses([{ name: (before ?? '').replace(/["'*_]+/g, ' ').trim(), address }])[0] ?? null) : null;
}

function writerByLibrary(body: string, subject: string): MailAddress | null {
  const { forwarded, email } = new EmailForwardParser().read(body, isForward(subject) ? subject : undefined);
  if (!forwarded || !email.from.address) return null;
  return mailAddresses([{ name: email.from.name ?? '', address: email.from.address }])[0] ?? null;
}

/** "Forward as attachment": one mail as a file and hardly a word. */
async function writerAttached(attachments: readonly Attachment[]): Promise<MailAddress | null> {
  const mails = attachments.filter(({ mimeType }) => mimeType === 'message/rfc822');
  const [mail] = mails;
  if (!mail || mails.length > 1 || typeof mail.content === 'string') return null;
  const headers =
    Buffer.from(new Uint8Array(mail.content).subarray(0, MAX_ATTACHED_HEADERS))
      .toString('latin1')
      .split(/\n\r?\n/)[0] ?? '';
  const { from } = await PostalMime.parse(`${headers}\n\n`);
  return mailAddresses(from && [from])[0] ?? null;
}
