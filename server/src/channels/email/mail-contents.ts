import type { Attachment, Email } from 'postal-mime';
import { calendarText } from './calendar-text.ts';
import { signedContent } from './cms-content.ts';
import { readMime } from './read-mime.ts';
import { readTnef } from './tnef.ts';
import { withoutUuencoded } from './uuencoded.ts';

/** Texts and files of a mail, out of whatever they were wrapped in. */
export interface MailContents {
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

const MAX_WRAPPERS = 3;
const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----\n';
const SIGNATURE = '\n-----BEGIN PGP SIGNATURE-----\n';
const SIGNATURE_END = '-----END PGP SIGNATURE-----';

export async function mailContents(mail: Email, depth = 0): Promise<MailContents> {
  const inside = depth < MAX_WRAPPERS ? await insideSignature(mail, depth) : undefined;
  if (inside) return inside;
  const plain = withoutUuencoded((mail.text ?? '').replaceAll('\r\n', '\n'));
  const files = plain.files.map(({ name, contents }) => attachment(name, 'application/octet-stream', contents));
  const unpacked = withoutTnef({
    text: withoutArmour(plain.text),
    html: mail.html ?? '',
    attachments: [...mail.attachments, ...files],
  });
  return unpacked.text.trim() === '' && unpacked.html.trim() === '' ? { ...unpacked, text: invitationIn(unpacked.attachments) } : unpacked;
}

/** A mail that is one S/MIME file: what was signed is a mail of its own, without the outer headers. */
async function insideSignature(mail: Email, depth: number): Promise<MailContents | undefined> {
  if (mail.text?.trim() || mail.html?.trim()) return undefined;
  const wrapper = mail.attachments.find(({ mimeType }) => /^application\/(?:x-)?pkcs7-mime$/.test(mimeType));
  const signed = wrapper && signedContent(bytesOf(wrapper));
  if (!signed) return undefined;
  const { text, html, attachments } = await mailContents(await readMime(signed), depth + 1);
  return { text, html, attachments: [...attachments, ...mail.attachments] };
}

function withoutTnef({ text, html, attachments }: MailContents): MailContents {
  let words = text;
  let markup = html;
  const unpacked = attachments.flatMap((file): Attachment[] => {
    const isTnef = /^application\/(?:vnd\.)?ms-tnef$/.test(file.mimeType) || file.filename?.toLowerCase() === 'winmail.dat';
    const contents = isTnef ? readTnef(bytesOf(file)) : undefined;
    if (!contents) return [file];
    const isEmpty = words.trim() === '' && markup.trim() === '';
    if (isEmpty) [words, markup] = [contents.text, contents.html];
    const files = contents.files.map(({ name, contentType, contentId, contents: bytes }) => ({
      ...attachment(name, contentType, bytes),
      ...(contentId ? { contentId, related: true } : {}),
    }));
    return contents.complete || (!isEmpty && files.length > 0) ? files : [...files, file];
  });
  return { text: words, html: markup, attachments: unpacked };
}

/** A text signed with PGP in the text itself: the words, without the armour around them (RFC 9580 §7). */
function withoutArmour(text: string): string {
  const start = text.indexOf(SIGNED);
  const signature = start < 0 ? -1 : text.indexOf(SIGNATURE, start);
  const end = signature < 0 ? -1 : text.indexOf(SIGNATURE_END, signature);
  const words = text.indexOf('\n\n', start);
  if (end < 0 || words < 0 || words > signature) return text;
  return text.slice(0, start) + text.slice(words + 2, signature).replace(/^- /gm, '') + text.slice(end + SIGNATURE_END.length);
}

function invitationIn(attachments: readonly Attachment[]): string {
  const invitation = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return invitation ? calendarText(Buffer.from(bytesOf(invitation)).toString('utf8')) : '';
}

function attachment(filename: string, mimeType: string, contents: Uint8Array): Attachment {
  return { filename, mimeType: mimeType.toLowerCase(), disposition: 'attachment', content: contents };
}

export function bytesOf({ content }: Pick<Attachment, 'content'>): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content);
}
