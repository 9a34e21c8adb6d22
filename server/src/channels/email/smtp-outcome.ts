import { reason } from '@balie/shared/domain/reasons.ts';
import type { NodemailerError } from 'nodemailer';
import { StoredFileMissing } from '../../platform/storage/file-storage.ts';
import type { AccountFault } from '../core/account-health.ts';
import type { SendResult } from '../core/channel-adapter.ts';
import { connectionTrouble, isRefusedLogin } from './connection-trouble.ts';
import type { MailServer } from './email-account.ts';
import { oneLine } from './mime-subject.ts';
import { throttleOf } from './smtp-throttle.ts';

/** A failed send as a result, and what is wrong with the account as a whole, if that is what it shows. */
export interface SmtpFailure {
  readonly result: Exclude<SendResult, { outcome: 'sent' }>;
  /** The server takes no mail of this size; a smaller one may pass. */
  readonly tooLarge?: boolean;
  /** No mail of this account can leave for now, or until a person acts. */
  readonly fault?: AccountFault & { readonly needsPerson: boolean };
}

const MAX_REASON = 500;

/**
 * Temporary or permanent? A 4xx answer and everything that is the network's fault is tried again; a 5xx answer to this
 * mail is the provider's last word on it. A refused password is nobody's last word: the mail waits for a better one.
 */
export function smtpFailure(thrown: unknown, server: MailServer): SmtpFailure {
  const error = thrown as NodemailerError;
  if (error instanceof StoredFileMissing) {
    return permanent(reason('attachment-missing'));
  }
  const throttle = throttleOf(error);
  if (throttle) {
    const why = clip(reason('account-throttled', { words: words(error) }));
    return { result: { outcome: 'retry', reason: why, afterSeconds: throttle.seconds, throttled: true } };
  }
  switch (error.code) {
    case 'EENVELOPE':
    case 'EMESSAGE':
      return answered(error);
    case 'EABORT':
      return temporary(reason('server-too-slow'));
    case 'EAUTH':
    case 'ENOAUTH':
      if (!isRefusedLogin(error)) return temporary(reason('password-not-checked', { words: words(error) }));
      return broken(error, server, true);
    default:
      return concernsAll(error, server) ? broken(error, server, false) : temporary(connectionTrouble(error, server).message);
  }
}

/** Recipients that were refused while others were accepted; undefined when nobody was. */
export function refusedRecipients(rejectedErrors: readonly NodemailerError[] | undefined): string | undefined {
  if (!rejectedErrors?.length) return undefined;
  return clip(reason('partly-refused', { words: each(rejectedErrors) }));
}

function answered(error: NodemailerError): SmtpFailure {
  if (error.responseCode === undefined) return permanent(reason('cannot-be-sent', { words: oneLine(error.message) }));
  const { rejectedErrors } = error;
  // 503 speaks of the order of commands, not of the mail.
  const forGood = error.responseCode >= 500 && error.responseCode !== 503;
  const refused = rejectedErrors?.length ? { words: each(rejectedErrors) } : undefined;
  const said = { words: words(error) };
  if (!forGood) return temporary(refused ? reason('recipients-refused-for-now', refused) : reason('message-refused-for-now', said));
  const failure = permanent(refused ? reason('recipients-refused', refused) : reason('message-refused', said));
  return isTooLarge(error) ? { ...failure, tooLarge: true } : failure;
}

/** It failed on the way in, where every mail would. A connection that is lost later may be the fault of this one mail. */
function concernsAll(error: NodemailerError, server: MailServer): boolean {
  if (error.timeoutType === 'SOCKET_TIMEOUT') return false;
  const { code } = connectionTrouble(error, server);
  return error.response !== undefined || (code !== 'connection_lost' && code !== 'unknown');
}

function broken(error: NodemailerError, server: MailServer, needsPerson: boolean): SmtpFailure {
  const { code, message } = connectionTrouble(error, server);
  return { ...temporary(message), fault: { code, message, needsPerson } };
}

/** 5.3.4, 5.2.3 (RFC 3463), or 552 with words about the size: 552 alone may be a full mailbox. */
function isTooLarge({ responseCode, response = '' }: NodemailerError): boolean {
  return /\b5\.(?:3\.4|2\.3)\b/.test(response) || (responseCode === 552 && /size|large|big/i.test(response));
}

function each(errors: readonly NodemailerError[]): string {
  return errors.map((error) => `${error.recipient ?? '?'}${words(error)}`).join('; ');
}

function words({ response = '' }: NodemailerError): string {
  return response ? `: ${oneLine(response)}` : '';
}

const clip = (text: string) => (text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text);
const permanent = (why: string): SmtpFailure => ({ result: { outcome: 'rejected', reason: clip(why) } });
const temporary = (why: string): SmtpFailure => ({ result: { outcome: 'retry', reason: clip(why) } });
