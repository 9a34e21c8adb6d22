import type { emailTestFailureCode } from '@balie/shared/contracts/channels.ts';
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
  return { code, message: `${advice(code, server)}${serverSays(error)}` };
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

function advice(code: TroubleCode, { host, port, user, security }: Endpoint): string {
  switch (code) {
    case 'wrong_password':
      return `${host} refuses the user name "${user}" or its password. Some providers want an app password instead of the usual one.`;
    case 'host_not_found':
      return `The server name ${host} does not exist. Check the spelling.`;
    case 'connection_refused':
      return `${host} does not accept connections on port ${port}. Check the port.`;
    case 'connection_timed_out':
      return `${host} does not answer on port ${port}. Check the name and the port; a firewall may be in between.`;
    case 'connection_lost':
      return `${host} ended the connection.`;
    case 'certificate_invalid':
      return `The security certificate of ${host} is not valid for this name. Use the server name your provider gives.`;
    case 'starttls_unsupported':
      return `${host} does not offer STARTTLS on port ${port}. Try TLS, usually on another port.`;
    case 'tls_failed':
      return security === 'tls'
        ? `No TLS connection can be made with ${host} on port ${port}. Try STARTTLS, or another port.`
        : `No encrypted connection can be made with ${host} on port ${port}.`;
    case 'not_this_protocol':
      return `What answers on port ${port} of ${host} is not the mail server that is expected there, or it wants TLS. Check port and security.`;
    case 'address_not_allowed':
      return `${host} is on a private network, which this installation does not allow.`;
    case 'no_inbox':
      return `The mailbox has no inbox that can be opened.`;
    case 'sender_refused':
      return `${host} does not accept mail from this address.`;
    case 'unknown':
      return `The connection with ${host} failed.`;
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
