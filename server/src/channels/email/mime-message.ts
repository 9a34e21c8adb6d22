import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { SendMailOptions } from 'nodemailer';
import type { OutgoingAttachment, OutgoingMessage } from '../../modules/tickets/public.ts';
import { type BodyPicture, mimeBody } from './mime-body.ts';
import { oneLine, replySubject } from './mime-subject.ts';

export interface MimeSender {
  /** The account's own address; always the From address, because providers refuse or rewrite any other. */
  readonly address: string;
  readonly shopName: string;
  /** The provider delivers `name+anything@` to `name@`, so an answer may carry the ticket's token in its address. */
  readonly plusAddressing: boolean;
}

/** Headers longer than this are cut by servers on the way; the first id is the one mail programs hang a thread on. */
const MAX_REFERENCES = 20;

/**
 * The mail of a reply, for nodemailer. The same message gives the same mail each time, Message-ID and date included.
 * @param contentOf opens an attachment; called for each, read only while the mail is sent
 */
export function mimeMessage(
  sender: MimeSender,
  message: OutgoingMessage,
  contentOf: (file: OutgoingAttachment) => Readable,
): SendMailOptions {
  const domain = domainOf(sender.address);
  const body = mimeBody(message, new Set(message.attachments.map((attachment) => attachment.id)), domain);
  const references = headerIds(message.references, message.inReplyTo);
  const answers = references.at(-1);
  const name = [...new Set([message.authorName, sender.shopName].map(oneLine).filter(Boolean))].join(' | ');
  return {
    from: { name, address: sender.address },
    ...(sender.plusAddressing && !message.bare ? { replyTo: { name, address: tokenAddress(sender.address, message.replyToken) } } : {}),
    to: headerAddresses(message.to),
    cc: headerAddresses(message.cc),
    // Bcc stands in the envelope alone.
    envelope: { from: sender.address, to: recipientsOf(message) },
    // Without the number of the ticket: Gmail and others part a conversation whose subject changes, and every answer carries ids.
    subject: answers ? replySubject(message.subject) : oneLine(message.subject),
    // Not drawn at random: a copy that is made later has the same bytes.
    baseBoundary: createHash('sha256').update(message.id).digest('hex').slice(0, 20),
    messageId: `<${message.externalId ?? messageIdFor(sender.address, message)}>`,
    ...(answers ? { inReplyTo: `<${answers}>`, references: references.map((id) => `<${id}>`) } : {}),
    // Nobody's holiday shall answer it (RFC 3834).
    ...(message.automatic ? { headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } } : {}),
    date: message.createdAt,
    html: body.html,
    text: body.text,
    attachments: [...files(message.attachments, body.pictures, contentOf), ...embeddedPictures(body.pictures)],
    // Neither files nor addresses of ours may be read through what a message says, and the programs we use are our own business.
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  };
}

/**
 * The Message-ID without angle brackets. Of a given message it is always the same, so that a receiver recognises a
 * repeat; nobody outside can guess it, so that nobody forges his way into a conversation.
 */
export function messageIdFor(address: string, message: Pick<OutgoingMessage, 'id' | 'ticketNumber' | 'replyToken'>): string {
  const secret = createHash('sha256').update(`${message.id}:${message.replyToken}`).digest('hex').slice(0, 16);
  return `c${message.ticketNumber}.m${compact(message.id)}.${compact(secret)}@${domainOf(address)}`;
}

/** Short, so that the header fits on one line: some servers mangle a folded Message-ID, and then no answer finds its way. */
function compact(hexadecimal: string): string {
  return BigInt(`0x${hexadecimal.replaceAll('-', '')}`).toString(36);
}

/** Everyone the mail goes to, each once. */
export function recipientsOf(message: Pick<OutgoingMessage, 'to' | 'cc' | 'bcc'>): string[] {
  const addresses = [...message.to, ...message.cc, ...message.bcc].map((recipient) => recipient.address.trim());
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}

function tokenAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+t_${token}${address.slice(at)}`;
}

/** Ids of strangers go into our headers: only what can be an id at all. */
function headerIds(references: readonly string[], inReplyTo: string | null): string[] {
  const known = [...new Set([...references.filter((id) => id !== inReplyTo), ...(inReplyTo ? [inReplyTo] : [])])];
  const usable = known.filter((id) => /^[\x21-\x7e]{1,400}$/.test(id) && !/[<>]/.test(id));
  return usable.length > MAX_REFERENCES ? [...usable.slice(0, 1), ...usable.slice(1 - MAX_REFERENCES)] : usable;
}

function headerAddresses(addresses: readonly MailAddress[]): { name: string; address: string }[] {
  return addresses.map(({ name, address }) => ({ name: oneLine(name), address: address.trim() }));
}

function files(
  attachments: readonly OutgoingAttachment[],
  pictures: readonly BodyPicture[],
  contentOf: (file: OutgoingAttachment) => Readable,
): NonNullable<SendMailOptions['attachments']> {
  const contentIds = new Map(
    pictures.flatMap(({ source, contentId }) => ('attachmentId' in source ? [[source.attachmentId, contentId]] : [])),
  );
  const going = attachments.filter(({ link }) => !link);
  return going.map((attachment) => {
    const cid = contentIds.get(attachment.id);
    return {
      filename: fileName(attachment.name),
      contentType: contentType(attachment.contentType),
      content: contentOf(attachment),
      ...(cid ? { cid, contentDisposition: 'inline' } : { contentDisposition: 'attachment' }),
    };
  });
}

function embeddedPictures(pictures: readonly BodyPicture[]): NonNullable<SendMailOptions['attachments']> {
  return pictures.flatMap(({ source, contentId }) => {
    if (!('base64' in source)) return [];
    const filename = `${contentId.split('@')[0]}.${source.contentType.split('/')[1]?.replace(/\W.*/, '')}`;
    const content = Buffer.from(source.base64, 'base64');
    return [{ filename, contentType: source.contentType, content, cid: contentId, contentDisposition: 'inline' }];
  });
}

function fileName(name: string): string {
  return oneLine(name).split(/[/\\]/).at(-1)?.slice(0, 200) || 'bijlage';
}

/** A mail or multipart inside a mail may not be base64 (RFC 2046 §5.2.1); as a plain file it arrives byte for byte. */
function contentType(type: string): string {
  const usable = /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,80}$/.test(type) && !/^(message|multipart)\//i.test(type);
  return usable ? type : 'application/octet-stream';
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
