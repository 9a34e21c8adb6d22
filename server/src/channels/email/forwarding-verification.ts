import type { Verification } from './forwarding-addresses.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Senders of such mail: only a provider's own. Anybody could write one of these; its link is shown, never followed. */
const SENDERS =
  /^(forwarding-noreply@google\.com|(account-security-noreply|no-?reply)@(accountprotection\.)?microsoft\.com|no-?reply@(outlook|office365)\.com)$/i;
const SUBJECT = /forward|doorstur|verif|confirm|bevestig/i;
const LINK_HOST = /(^|\.)(google\.com|microsoft\.com|live\.com|outlook\.com|office\.com|office365\.com)$/;

/** The mail in which Gmail or Outlook asks whether it may forward here; undefined for any other. */
export function forwardingVerification(
  { from, subject, text, fullText }: Pick<ParsedMail, 'from' | 'subject' | 'text' | 'fullText'>,
  receivedAt: Date,
): Verification | undefined {
  if (!SENDERS.test(from.address) || !SUBJECT.test(subject)) return undefined;
  const body = fullText ?? text;
  const code =
    /\(#\s?(\d{6,12})\)/.exec(subject)?.[1] ?? /\b(?:code|nummer|number)\b[^\d\n]{0,40}\n?\s*(\d{6,12})\b/i.exec(body)?.[1] ?? null;
  const link = [...body.matchAll(/https:\/\/[^\s<>"')\]]{1,2000}/g)].map(([url]) => url).find(leadsToProvider) ?? null;
  if (code === null && link === null) return undefined;
  return { from: from.address, code, link, at: receivedAt.toISOString() };
}

function leadsToProvider(url: string): boolean {
  return URL.canParse(url) && LINK_HOST.test(new URL(url).hostname) && /vf-|verif|confirm|forward/i.test(url);
}
