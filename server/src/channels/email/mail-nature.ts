import type { Email } from 'postal-mime';
import type { MessageNature } from '../../modules/tickets/public.ts';

/** What in a mail tells who speaks. Kept apart, because what a list is depends on which addresses are ours. */
export interface NatureSigns {
  /** A mail server reports on a message. */
  readonly bounce: boolean;
  /** A machine answered in somebody's name (RFC 3834 `auto-replied`, RFC 8098 read receipts). */
  readonly answered: boolean;
  /** A machine sent it of its own accord. A form on a web site does too, with the words of a person in it. */
  readonly generated: boolean;
  /** It gives no address to answer to. So do machines, and the mail services behind forms and marketplaces. */
  readonly unanswerable: boolean;
  /** Sent to many: what the list calls itself (address, or RFC 2919 id); null when it came by no list. */
  readonly lists: readonly string[] | null;
  /** All that makes it a list is a way to sign off, which mail services add to what they send for one person, too. */
  readonly signOffOnly: boolean;
}

/** Whose form or marketplace passed on a person's words, by the person's address in Reply-To; null when none did. */
export type FormOf = 'us' | 'others' | null;

const ANSWERED_HEADERS = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-vacation', 'x-mail-autoreply'];
const LIST_HEADERS = ['list-id', 'list-post', 'list-help', 'mailing-list', 'x-mailing-list', 'x-campaignid', 'x-mc-user'];
const SERVER_NAMES = /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon|bounces?)(?:[+._-][^@]{0,200})?@/i;
const NO_REPLY = /^(?:no[._-]?reply|do[._-]?not[._-]?reply|niet[._-]?beantwoorden|geen[._-]?antwoord)(?:[+._-][^@]{0,200})?@/i;
/** Only a hint: people write such subjects too. It counts together with another sign. */
const AUTOMATIC_SUBJECT =
  /^\s*(?:automatisch antwoord|automatische (?:antwoord|reactie)|afwezig(?:heid(?:sbericht)?)?|niet op kantoor|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheitsnotiz|automatische antwort|réponse automatique)\b/i;
const BOUNCE_SUBJECT =
  /^\s*(?:undeliver(?:ed|able)|delivery status notification|mail delivery (?:failed|failure|subsystem)|returned mail|failure notice|onbestelbaar|niet afgeleverd|delivery (?:has )?failed|delivery failure)/i;
/** More servers than any honest road has. */
const MAX_HOPS = 40;

/** RFC 3834, 3464, 2919, 2369, 8098, and what programs do instead. */
export function natureSigns(mail: Email, from: string, hasDeliveryReport: boolean): NatureSigns {
  const header = (name: string) =>
    mail.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase();
  const subject = mail.subject ?? '';
  const nullPath = header('return-path') === '<>';
  const autoSubmitted = header('auto-submitted')?.split(/[;\s]/)[0];
  const precedence = header('precedence');
  const suppress = header('x-auto-response-suppress');
  const type = header('content-type') ?? '';
  const fromServer = SERVER_NAMES.test(from);
  const hinted =
    AUTOMATIC_SUBJECT.test(subject) && Boolean(suppress ?? precedence ?? mail.inReplyTo ?? mail.references ?? (nullPath || undefined));
  const isList = LIST_HEADERS.some((name) => header(name)) || precedence === 'list';
  const signOff = Boolean(header('list-unsubscribe'));
  return {
    bounce: hasDeliveryReport || header('x-failed-recipients') !== undefined || ((fromServer || nullPath) && BOUNCE_SUBJECT.test(subject)),
    answered:
      autoSubmitted === 'auto-replied' ||
      precedence === 'auto_reply' ||
      ANSWERED_HEADERS.some((name) => isYes(header(name))) ||
      /multipart\/report/.test(type) ||
      hinted,
    generated:
      (autoSubmitted !== undefined && autoSubmitted !== 'no' && autoSubmitted !== '') ||
      fromServer ||
      precedence === 'bulk' ||
      precedence === 'junk' ||
      /\ball\b/.test(suppress ?? '') ||
      isYes(header('x-loop')) ||
      mail.headers.filter(({ key }) => key === 'received').length > MAX_HOPS,
    unanswerable: nullPath || isNoReply(from),
    lists: isList || signOff ? listNames(header('list-id'), header('list-post')) : null,
    signOffOnly: signOff && !isList && precedence !== 'bulk',
  };
}

/**
 * @param own the mailboxes of this organisation. A shop may read its own address through a list (a Google Group, say):
 *   then customers speak, not the list.
 */
export function natureOf(signs: NatureSigns, own: ReadonlySet<string>, form: FormOf): MessageNature {
  const { bounce, answered, generated, unanswerable, lists, signOffOnly } = signs;
  if (bounce) return 'bounce';
  if (answered) return 'automatic';
  if (lists?.some((name) => [...own].some((address) => name === address || name === address.replace('@', '.')))) return 'personal';
  if (lists && !(form && signOffOnly)) return 'list';
  return (generated && form !== 'us') || (unanswerable && form === null) ? 'automatic' : 'personal';
}

/** An address that says of itself that nobody reads it. */
export function isNoReply(address: string): boolean {
  return NO_REPLY.test(address);
}

function listNames(id = '', post = ''): string[] {
  const [, bare] = /<([^<>]{1,300})>/.exec(id) ?? [];
  const [, address] = /<mailto:([^<>?]{1,300})/.exec(post) ?? [];
  return [bare ?? id, address ?? ''].filter((name) => name !== '');
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'no' && value !== 'false' && value !== '0';
}
