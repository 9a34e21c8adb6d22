import type { emailTestFailureCode } from '@balie/shared/contracts/channels.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import type { z } from 'zod';

export type TroubleCode = z.infer<typeof emailTestFailureCode>;

/** Why a mail server cannot be used, in plain words. */
export interface ConnectionTrouble {
  readonly code: TroubleCode;
  /** English; ends with the server's own answer where it gave one. */
  readonly message: string;
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
}

/** The properties that imapflow, nodemailer and Node set on what they throw. */
interface NetworkError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly responseStatus?: unknown;
  readonly responseText?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly authenticationFailed?: unknown;
  readonly serverResponseCode?: unknown;
}

const CERTIFICATE = /CERT_|_CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME|certificate|self[- ]signed|altnames/i;
/** A server that is only tired says so; its refusal does not mean that the password is wrong. */
const PASSES_BY_ITSELF = /throttl|temporar|try again|too many|unavailable|overload|busy|in use|limit exceeded|internal error/i;

/** The server has looked at user and password and refuses them: trying again would lock the account. */
export function isRefusedLogin(error: unknown): boolean {
  const { authenticationFailed, responseStatus, serverResponseCode, code, responseCode } = error as NetworkError;
  const isImap = authenticationFailed === true && responseStatus === 'NO';
  const isSmtp = (code === 'EAUTH' || code === 'ENOAUTH') && Number(responseCode ?? 535) >= 500;
  if (!isImap && !isSmtp) return false;
  return !/^(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/i.test(String(serverResponseCode ?? '')) && !PASSES_BY_ITSELF.test(wordsOf(error));
}

/** What a failed connection means and what to do about it. */
export function connectionTrouble(error: unknown, server: Endpoint): ConnectionTrouble {
  const code = codeOf(error, server);
  return { code, message: advice(code, server, serverSays(error)) };
}

function codeOf(error: unknown, { security }: Endpoint): TroubleCode {
  if (isRefusedLogin(error)) return 'wrong_password';
  const codes = codesIn(error).join(' ');
  const message = messagesIn(error).join(' ');
  if (/EPRIVATEHOST/.test(codes)) return 'address_not_allowed';
  if (/ENOTFOUND|EDNS|EAI_/.test(codes)) return 'host_not_found';
  if (CERTIFICATE.test(codes) || CERTIFICATE.test(message)) return 'certificate_invalid';
  if (security === 'starttls' && /STARTTLS/i.test(message)) return 'starttls_unsupported';
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|wrong version number/i.test(`${codes} ${message}`)) return 'tls_failed';
  if (
    /ClosedAfterConnect|EPROTOCOL|Invalid greeting|Unexpected greeting|ParserError|Unexpected (char|response)/i.test(`${codes} ${message}`)
  )
    return 'not_this_protocol';
  if (/ECONNREFUSED/.test(`${codes} ${message}`)) return 'connection_refused';
  if (/GREETING_TIMEOUT|Greeting never received/i.test(`${codes} ${message}`)) return 'not_this_protocol';
  if (/TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(codes)) return 'connection_timed_out';
  if (/EConnectionClosed|NoConnection|ECONNRESET|EPIPE|ended the connection|closed/i.test(`${codes} ${message}`)) return 'connection_lost';
  if (/ERR_SSL|EPROTO\b|ETLS|handshake|TLS/i.test(`${codes} ${message}`)) return 'tls_failed';
  return 'unknown';
}

function advice(code: TroubleCode, { host, port, user, security }: Endpoint, words: string): string {
  switch (code) {
    case 'wrong_password':
      return reason('wrong-password', { host, user, words });
    case 'host_not_found':
      return reason('host-not-found', { host, words });
    case 'connection_refused':
      return reason('connection-refused', { host, port, words });
    case 'connection_timed_out':
      return reason('connection-timed-out', { host, port, words });
    case 'connection_lost':
      return reason('connection-lost', { host, words });
    case 'certificate_invalid':
      return reason('certificate-invalid', { host, words });
    case 'starttls_unsupported':
      return reason('starttls-unsupported', { host, port, words });
    case 'tls_failed':
      return security === 'tls' ? reason('tls-failed', { host, port, words }) : reason('encryption-failed', { host, port, words });
    case 'not_this_protocol':
      return reason('not-this-protocol', { host, port, words });
    case 'address_not_allowed':
      return reason('address-not-allowed', { host, words });
    case 'no_inbox':
      return reason('no-inbox', { words });
    case 'sender_refused':
      return reason('sender-refused', { host, words });
    case 'unknown':
      return reason('connection-failed', { host, words });
  }
}

function serverSays(error: unknown): string {
  const words = wordsOf(error) || messagesIn(error)[0] || '';
  const clean = words
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
  return clean ? ` (${clean})` : '';
}

/** The server's own answer, if it gave one. */
function wordsOf(error: unknown): string {
  const { responseText, response } = error as NetworkError;
  if (typeof responseText === 'string' && responseText) return responseText;
  return typeof response === 'string' ? response : '';
}

function codesIn(error: unknown): string[] {
  return chainOf(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}

function messagesIn(error: unknown): string[] {
  return chainOf(error).flatMap(({ message }) => (typeof message === 'string' && message ? [message] : []));
}

/** The error, its causes, and the single failures of a connection that was tried at several addresses. */
function chainOf(error: unknown, depth = 0): NetworkError[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const own = error as NetworkError;
  const inner = [own.cause, ...(Array.isArray(own.errors) ? own.errors : [])];
  return [own, ...inner.flatMap((one) => chainOf(one, depth + 1))];
}
