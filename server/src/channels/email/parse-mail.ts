import { createHash } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import type { Attachment, Email } from 'postal-mime';
import { deliveryReportOf } from './delivery-report.ts';
import { originalWriter } from './forwarded-mail.ts';
import { mailAddresses } from './mail-addresses.ts';
import { mailBody } from './mail-body.ts';
import { bytesOf, mailContents } from './mail-contents.ts';
import { fileName, fileNameFor } from './mail-file-name.ts';
import { headersOf } from './mail-headers.ts';
import { natureSigns } from './mail-nature.ts';
import { senderOf } from './mail-sender.ts';
import { type MailSource, mailSource } from './mail-source.ts';
import { messageIdIn, referencesOf, replyTokenOf, subjectNumberIn } from './mail-thread.ts';
import { type MailFile, type ParsedMail, UnreadableMail } from './parsed-mail.ts';
import { isForward, isReply } from './quote-start.ts';
import { readMime } from './read-mime.ts';

const MAX_FILES = 500;
const MAX_SUBJECT = 1_000;
/** Mail is older than the web, but a clock that says so is wrong. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** Stands where words would stand, for whoever answers: the reader's language is not known here. */
const ONLY_HEAD =
  '(Deze mail kon niet helemaal worden gelezen; hij staat in zijn geheel bij de bijlagen, als message.eml.)\n\n' +
  '(This mail could not be read in full; the whole of it is among the attachments, as message.eml.)';

/**
 * Reads a mail. Runs in a worker thread: it may take long and much memory for what a stranger sends.
 * @param headOnly leaves everything behind the headers unread
 * @throws {UnreadableMail}
 */
export async function parseMail(raw: Uint8Array, headOnly = false): Promise<ParsedMail> {
  const source = mailSource(raw);
  const { mail, isBeginning } = await read(source, headOnly);
  const subject = (mail.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT);
  const replyTo = mailAddresses(mail.replyTo);
  const from = senderOf(mail, replyTo);
  if (!from) throw new UnreadableMail(reason('no-sender'));
  const contents = await mailContents(mail);
  const thread = { references: referencesOf(mail), replyToken: replyTokenOf(mail.headers), subjectNumber: subjectNumberIn(subject) };
  const isAnswer = Boolean(mail.inReplyTo ?? mail.references ?? thread.replyToken ?? thread.subjectNumber) || isReply(subject);
  const body = mailBody(contents, { isForward: isForward(subject), isAnswer });
  const files = [...contents.attachments.map(mailFile), ...body.files];
  // What is not shown is not lost either: the whole mail stands there as a file.
  const text = isBeginning && body.text === '' && body.html === '' ? ONLY_HEAD : body.text;
  const isWhole = !isBeginning && files.length <= MAX_FILES;
  const sentAt = sentAtOf(mail.date);
  const contentHash = hashOf([from.address.toLowerCase(), sentAt ?? '', subject, mail.html ?? mail.text ?? ''], mail.attachments);
  const deliveryReport = deliveryReportOf(mail);
  return {
    messageId: messageIdIn(mail.messageId) ?? `${contentHash}@no-message-id.invalid`,
    contentHash,
    ...thread,
    signs: natureSigns(mail, from.address, deliveryReport !== null),
    deliveryReport,
    originalWriter: deliveryReport ? null : await originalWriter(subject, body.fullText ?? body.text, contents.attachments),
    from,
    replyTo,
    to: mailAddresses(mail.to),
    cc: mailAddresses(mail.cc),
    subject,
    sentAt,
    text,
    html: body.html,
    fullText: body.fullText,
    fullHtml: body.fullHtml,
    hasRemoteImages: body.hasRemoteImages,
    files: isWhole ? files : [wholeMail(raw)],
  };
}

/** A mail whose parts cannot be told apart (too many within each other, say) is read as far as its headers. */
async function read(source: MailSource, headOnly: boolean): Promise<{ mail: Email; isBeginning: boolean }> {
  try {
    if (headOnly) return { mail: await readMime(headersOf(source.bytes)), isBeginning: true };
    const mail = await readMime(source.bytes);
    const attachments = mail.attachments.map((file) => ({ ...file, content: source.restored(bytesOf(file)) }));
    return { mail: { ...mail, attachments }, isBeginning: source.cut };
  } catch (error) {
    const mail = await readMime(headersOf(source.bytes)).catch(() => undefined);
    if (!mail) throw new UnreadableMail(reason('structure-unreadable', { words: (error as Error).message }));
    return { mail, isBeginning: true };
  }
}

function wholeMail(raw: Uint8Array): MailFile {
  return { name: 'message.eml', contentType: 'message/rfc822', contentId: null, inline: false, contents: raw };
}

function mailFile(attachment: Attachment, index: number): MailFile {
  const { mimeType, filename, contentId, disposition, related } = attachment;
  const id = contentId?.trim().replace(/^<|>$/g, '') || null;
  return {
    name: fileName(filename) ?? fileNameFor(mimeType, index),
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(mimeType) ? mimeType.toLowerCase() : 'application/octet-stream',
    contentId: id,
    inline: id !== null && (related === true || disposition === 'inline'),
    contents: bytesOf(attachment),
  };
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
  for (const attachment of attachments) {
    hash
      .update(attachment.filename ?? '')
      .update('\0')
      .update(createHash('sha256').update(bytesOf(attachment)).digest());
  }
  return hash.digest('hex');
}
