import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { InboundMessage, IncomingAttachment } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, RawMessage } from '../core/channel-adapter.ts';
import { mailboxOf } from './mail-addresses.ts';
import { formOf } from './mail-form.ts';
import { natureOf } from './mail-nature.ts';
import { isOwnDomain } from './own-domain.ts';
import type { ParsedMail } from './parsed-mail.ts';

const MAX_RECIPIENTS = 50;

/**
 * A mail in the terms of tickets.
 * @param own the mailboxes of this organisation, lower case: answers do not go to ourselves
 */
export function inboundFrom(
  mail: ParsedMail,
  attachments: readonly IncomingAttachment[],
  account: ChannelAccountForAdapter,
  raw: Omit<RawMessage, 'contents'>,
  own: ReadonlySet<string>,
): InboundMessage {
  const isOurs = ({ address }: MailAddress) => own.has(mailboxOf(address));
  const answerTo = mail.replyTo.filter((address) => !isOurs(address));
  const form = formOf(mail.from, answerTo, own);
  const original = passedOn(mail, isOurs, own);
  // A contact form sends in the shop's own name and puts the customer in Reply-To.
  const sender = original ?? answerTo[0] ?? mail.from;
  const to = original ? [original] : answerTo.length > 0 ? answerTo : [mail.from];
  const senderUnproven = !original && !sameAddress(sender, mail.from) && !isOurs(mail.from) && !isOwnDomain(mail.from.address, own);
  const others = [...mail.to, ...mail.cc].filter(
    (address) => !isOurs(address) && !includes(to, address) && !sameAddress(address, mail.from),
  );
  return {
    channelAccountId: account.id,
    channelKind: 'email',
    shopId: account.shopId,
    rawMessageId: raw.id,
    externalId: mail.messageId,
    contentHash: mail.contentHash,
    thread: { token: mail.replyToken, references: mail.references, subjectNumber: mail.subjectNumber },
    nature: natureOf(mail.signs, own, form),
    throughList: mail.signs.lists !== null,
    deliveryReport: mail.deliveryReport,
    forwardedBy: original ? mail.from : null,
    direction: 'inbound',
    sender: {
      identity: { kind: 'email', value: sender.address.toLowerCase() },
      name: sender.name || (original || form === 'us' || isOurs(mail.from) ? '' : mail.from.name),
    },
    ...(senderUnproven ? { senderUnproven } : {}),
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    replyRecipients: { to: to.slice(0, MAX_RECIPIENTS), cc: original ? [] : unique(others).slice(0, MAX_RECIPIENTS) },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    fullText: mail.fullText,
    fullHtml: mail.fullHtml,
    hasRemoteImages: mail.hasRemoteImages,
    attachments,
    ...(raw.leftOut ? { leftOut: raw.leftOut } : {}),
    occurredAt: occurredAt(mail.sentAt, raw.receivedAt),
    silent: raw.silent,
  };
}

/**
 * The customer whose mail a colleague passed on. What a customer passes on (the parcel service's mail, say) remains the
 * customer's question, and our own mail that comes back so is no mail of ours.
 */
function passedOn(mail: ParsedMail, isOurs: (address: MailAddress) => boolean, own: ReadonlySet<string>): MailAddress | null {
  const { originalWriter: original, from } = mail;
  if (!original || isOurs(original) || sameAddress(original, from)) return null;
  return isOurs(from) || isOwnDomain(from.address, own) ? original : null;
}

/** When the sender says, unless that is after it arrived: clocks go wrong. */
function occurredAt(sentAt: string | null, receivedAt: Date): Date {
  const sent = sentAt ? new Date(sentAt) : receivedAt;
  return sent < receivedAt ? sent : receivedAt;
}

function sameAddress(one: MailAddress, other: MailAddress): boolean {
  return one.address.toLowerCase() === other.address.toLowerCase();
}

function includes(addresses: readonly MailAddress[], address: MailAddress): boolean {
  return addresses.some((one) => sameAddress(one, address));
}

function unique(addresses: readonly MailAddress[]): MailAddress[] {
  return addresses.filter((address, index) => addresses.findIndex((one) => sameAddress(one, address)) === index);
}
