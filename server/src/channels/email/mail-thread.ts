import type { Email, Header } from 'postal-mime';

/** Of a long chain the nearest ids decide. */
const MAX_REFERENCES = 50;
const MAX_ID_LENGTH = 900;
/** Headers in which a server says where it delivered the mail. */
const RECIPIENT_HEADERS = new Set([
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'resent-to',
  'apparently-to',
]);
const REPLY_TOKEN = /\+t_([a-z0-9]{8,64})@/i;

/** The token of our reply address (`info+t_<token>@shop.nl`) wherever the mail was addressed; lower case. */
export function replyTokenOf(headers: readonly Header[]): string | null {
  for (const { key, value } of headers) {
    const token = RECIPIENT_HEADERS.has(key) ? REPLY_TOKEN.exec(value)?.[1] : undefined;
    if (token) return token.toLowerCase();
  }
  return null;
}

/** What the mail answers: In-Reply-To, then References from the newest back. */
export function referencesOf(mail: Pick<Email, 'inReplyTo' | 'references'>): string[] {
  const candidates = [...messageIds(mail.inReplyTo ?? ''), ...messageIds(mail.references ?? '').toReversed()];
  return [...new Set(candidates)].slice(0, MAX_REFERENCES);
}

/** `[#10453]`, as whoever was told the number of a ticket writes it; of several the last. Our own answers leave the subject alone. */
export function subjectNumberIn(subject: string): number | null {
  const digits = [...subject.matchAll(/\[#(\d{1,9})\]/g)].at(-1)?.[1];
  return digits && Number(digits) > 0 ? Number(digits) : null;
}

/** The first Message-ID in a header; undefined when there is none. */
export function messageIdIn(header: string | undefined): string | undefined {
  return messageIds(header ?? '')[0];
}

function messageIds(header: string): string[] {
  const bracketed = [...header.matchAll(/<([^<>]{1,2000})>/g)].map(([, id]) => id ?? '');
  // Some programs forget the brackets.
  const found = bracketed.length > 0 ? bracketed : header.split(/[\s,]+/).filter((word) => word.includes('@'));
  return found.map(normalId).filter((id) => id !== '' && id.length <= MAX_ID_LENGTH);
}

/** White space comes from folding; the case of a domain means nothing, and some servers change it. */
function normalId(id: string): string {
  const bare = id.replace(/\s+/g, '');
  const at = bare.lastIndexOf('@');
  return at < 0 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase();
}
