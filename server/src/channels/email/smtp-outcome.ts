import type { emailTestFailureCode } from '@balie/shared/contracts/channels.ts';
import type { NodemailerError } from 'nodemailer';
import type { z } from 'zod';
import { StoredFileMissing } from '../../platform/storage/file-storage.ts';
import type { SendResult } from '../core/channel-adapter.ts';
import { oneLine } from './mime-subject.ts';

/** A failed send as a result, and what is wrong with the account as a whole, if that is what it shows. */
export interface SmtpFailure {
  readonly result: Exclude<SendResult, { outcome: 'sent' }>;
  /** No mail of this account can leave for now. */
  readonly fault?: { readonly code: EmailTestFailureCode; readonly needsPerson: boolean };
}

type EmailTestFailureCode = z.infer<typeof emailTestFailureCode>;

const MAX_REASON = 500;

/**
 * Temporary or permanent? A 4xx answer and everything that is the network's fault is tried again; a 5xx answer to this
 * mail is the provider's last word on it. A refused password is nobody's last word: the mail waits for a better one.
 */
export function smtpFailure(thrown: unknown): SmtpFailure {
  const error = thrown as NodemailerError;
  if (error instanceof StoredFileMissing) {
    return permanent('An attachment is missing from the file storage. Add it again and send the message anew.');
  }
  switch (error.code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return isPermanent(error.responseCode ?? 535)
        ? {
            ...temporary(`The mail server refuses the user name or password${words(error)}`),
            fault: { code: 'wrong_password', needsPerson: true },
          }
        : temporary(`The mail server cannot check the password now${words(error)}`);
    case 'EENVELOPE':
    case 'EMESSAGE':
      return answered(error);
    case 'EABORT':
      return temporary('The mail server took too long to accept the message');
    case 'EDNS':
      return broken('host_not_found', 'The name of the mail server is not known (DNS)');
    case 'ETLS':
      return broken('tls_failed', `No encrypted connection to the mail server can be made: ${oneLine(error.message)}`);
    case 'ECONNECTION':
    case 'ETIMEDOUT':
    case 'ESOCKET':
    case 'EPROTOCOL':
      return lost(error);
    default:
      return temporary(`Sending failed: ${oneLine(error.message)}`);
  }
}

/** Recipients that were refused while others were accepted; undefined when nobody was. */
export function refusedRecipients(rejectedErrors: readonly NodemailerError[] | undefined): string | undefined {
  if (!rejectedErrors?.length) return undefined;
  const each = rejectedErrors.map((error) => `${error.recipient ?? '?'}${words(error)}`);
  return clip(`Not delivered to everyone. Refused: ${each.join('; ')}`);
}

function answered(error: NodemailerError): SmtpFailure {
  if (error.responseCode === undefined) return permanent(`The message cannot be sent: ${oneLine(error.message)}`);
  const each = error.rejectedErrors?.map((rejection) => `${rejection.recipient ?? '?'}${words(rejection)}`);
  const what = each?.length ? `refuses the recipients: ${each.join('; ')}` : `refuses the message${words(error)}`;
  return isPermanent(error.responseCode) ? permanent(`The mail server ${what}`) : temporary(`For now, the mail server ${what}`);
}

function lost(error: NodemailerError): SmtpFailure {
  if (error.code === 'ETIMEDOUT') return broken('connection_timed_out', 'The mail server does not answer in time');
  if (error.response) return broken('unknown', `The mail server turns us away${words(error)}`);
  if (error.syscall === 'connect') return broken('connection_refused', `The mail server cannot be reached: ${oneLine(error.message)}`);
  return temporary(`The connection to the mail server was lost: ${oneLine(error.message)}`);
}

/** 503 speaks of the order of commands, not of the mail. */
function isPermanent(code: number): boolean {
  return code >= 500 && code !== 503;
}

function words(error: NodemailerError): string {
  const own = oneLine(error.response ?? '');
  return own ? `: ${own}` : '';
}

const clip = (text: string) => (text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text);
const permanent = (reason: string): SmtpFailure => ({ result: { outcome: 'rejected', reason: clip(reason) } });
const temporary = (reason: string): SmtpFailure => ({ result: { outcome: 'retry', reason: clip(reason) } });
const broken = (code: EmailTestFailureCode, reason: string): SmtpFailure => ({ ...temporary(reason), fault: { code, needsPerson: false } });
