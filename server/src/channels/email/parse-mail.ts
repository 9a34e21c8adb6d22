import { createHash } from 'node:crypto';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { mailAddresses } from './mail-addresses.ts';
import { mailBody } from './mail-body.ts';
import { messageIdIn, referencesOf, replyTokenOf } from './mail-thread.ts';
import { type MailFile, type ParsedMail, UnreadableMail } from './parsed-mail.ts';

const MAX_FILES = 500;
const MAX_SUBJECT = 1_000;
/** Mail is older than the web, but a clock that says so is wrong. */
const EARLIEST = Date.UTC(1990, 0, 1);

/**
 * Reads a mail. Runs in a worker thread: it may take long and much memory for what a stranger sends.
 * @throws {UnreadableMail}
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await read(raw);
  const subject = (mail.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT);
  const replyTo = mailAddresses(mail.replyTo);
  const [from] = [...mailAddresses(mail.from && [mail.from]), ...mailAddresses(mail.sender && [mail.sender]), ...replyTo];
  if (!from) throw new UnreadableMail('The mail has no sender that could be answered.');
  if (mail.attachments.length > MAX_FILES) throw new UnreadableMail(`The mail has more than ${MAX_FILES} attachments.`);
  const body = mailBody(mail, subject);
  const files = [...mail.attachments.map(mailFile), ...body.files];
  const sentAt = sentAtOf(mail.date);
  const contentHash = hashOf([from.address.toLowerCase(), sentAt ?? '', subject, mail.html ?? mail.text ?? ''], mail.attachments);
  return {
    messageId: messageIdIn(mail.messageId) ?? `${contentHash}@no-message-id.invalid`,
    contentHash,
    replyToken: replyTokenOf(mail.headers),
    references: referencesOf(mail),
    from,
    replyTo,
    to: mailAddresses(mail.to),
    cc: mailAddresses(mail.cc),
    subject,
    sentAt,
    text: body.text,
    html: body.html,
    fullText: body.fullText,
    fullHtml: body.fullHtml,
    hasRemoteImages: body.hasRemoteImages,
    files,
  };
}

async function read(raw: Uint8Array): Promise<Email> {
  try {
    // A mail that somebody attached is a file, not a part of this one.
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer', maxNestingDepth: 100 });
  } catch (error) {
    throw new UnreadableMail(`The structure of the mail cannot be read: ${(error as Error).message}`);
  }
}

function mailFile(attachment: Attachment, index: number): MailFile {
  const { content, mimeType, filename, contentId, disposition, related } = attachment;
  const contents = typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content);
  const id = contentId?.trim().replace(/^<|>$/g, '') || null;
  return {
    name: fileName(filename) ?? `attachment-${index + 1}${extensionOf(mimeType)}`,
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(mimeType) ? mimeType.toLowerCase() : 'application/octet-stream',
    contentId: id,
    inline: id !== null && (related === true || disposition === 'inline'),
    contents,
  };
}

function fileName(given: string | null): string | undefined {
  const name = given
    ?.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim();
  return name ? name.slice(-200) : undefined;
}

function extensionOf(mimeType: string): string {
  const known: Record<string, string> = {
    'message/rfc822': '.eml',
    'message/delivery-status': '.txt',
    'text/calendar': '.ics',
    'text/plain': '.txt',
    'text/html': '.html',
    'image/jpeg': '.jpg',
    'image/png': '.png',
    'image/gif': '.gif',
    'application/pdf': '.pdf',
  };
  return known[mimeType] ?? '';
}

function sentAtOf(date: string | undefined): string | null {
  const time = date ? Date.parse(date) : Number.NaN;
  return time >= EARLIEST ? new Date(time).toISOString() : null;
}

/**
 * Of what the sender made, not of what we make of it: a later version of this program must come to the same hash. Without
 * white space, which servers change on the way.
 */
function hashOf(texts: readonly string[], attachments: readonly Attachment[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text.replace(/\s+/g, '')).update('\0');
  for (const { filename, content } of attachments) {
    const bytes = typeof content === 'string' ? content : new Uint8Array(content);
    hash
      .update(filename ?? '')
      .update('\0')
      .update(createHash('sha256').update(bytes).digest());
  }
  return hash.digest('hex');
}
