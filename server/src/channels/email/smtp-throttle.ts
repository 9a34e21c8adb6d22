import type { NodemailerError } from 'nodemailer';

/** Longer than the steps in which we ask again: a day's quota frees itself slowly. */
const QUOTA_SECONDS = 3_600;

/** One recipient's or one mail's own trouble, in words that sound like the account's. */
const OF_ONE_MAIL =
  /you are trying to contact|too many recipients|mailbox (?:is )?(?:full|over)|over ?quota|recipient.{0,40}(?:full|quota)|4\.5\.3|[45]\.2\.2|[45]\.2\.3/i;
/** Enhanced codes that providers give for it: Gmail's daily limit, Exchange's recipient limit, Gmail's rate limits. */
const CODES = /\b(?:5\.4\.5|5\.1\.90|4\.7\.28|4\.7\.66)\b/;
const QUOTA = /\b(?:daily|per day|24 ?hours?|quota|5\.4\.5|5\.1\.90)\b/i;
const RATE =
  /too many (?:messages|mails|emails|connections|concurrent|sessions|requests|commands|login)|too fast|too quickly|rate.{0,12}(?:limit|exceed|control)|(?:sending|submission|message|hourly|connections?|sender).{0,20}limit.{0,20}(?:exceed|reached)|limit.{0,20}(?:exceed|reached)|(?:submission|sending|sender).{0,30}quota|quota.{0,20}exceed|throttl|slow down|unusual rate|temporarily (?:rate|deferred due to)/i;

/**
 * Does this answer mean that the account may send nothing at present? Then no mail of it is at fault, and trying the next
 * one makes it worse.
 * @returns how long to wait at least; undefined when it is about this one mail, or about the connection
 */
export function throttleOf({
  responseCode,
  response = '',
  command,
}: Pick<NodemailerError, 'responseCode' | 'response' | 'command'>): { readonly seconds: number } | undefined {
  if (responseCode === undefined || responseCode < 400 || OF_ONE_MAIL.test(response)) return undefined;
  // 421: the server ends the conversation, whoever speaks; at its beginning it is the server that is busy, not we.
  // 4.2.1 at sending is the sender's own mailbox.
  const isTemporary = responseCode < 500 && ((responseCode === 421 && command !== 'CONN') || /^4\d\d[ -]4\.2\.1\b/.test(response));
  if (!isTemporary && !CODES.test(response) && !RATE.test(response)) return undefined;
  return { seconds: QUOTA.test(response) ? QUOTA_SECONDS : 0 };
}
