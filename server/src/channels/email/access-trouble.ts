import type { AccountFault } from '../core/account-health.ts';
import { isRefusedLogin } from './connection-trouble.ts';
import type { MailServer } from './email-account.ts';
import { SignInRefused, SignInUnavailable, SignInUnreachable } from './email-sign-in.errors.ts';

/** What it means that no access token could be had; undefined for other errors. */
export function accessTrouble(error: unknown): (AccountFault & { readonly needsPerson: boolean }) | undefined {
  if (error instanceof SignInUnreachable) return { code: error.code, message: error.message, needsPerson: false };
  if (error instanceof SignInRefused || error instanceof SignInUnavailable) {
    return { code: error.code, message: error.message, needsPerson: true };
  }
  return undefined;
}

/** A token that is new and still refused: the owner has to consent anew, there is no password to correct. */
export function refusedToken(error: unknown, { accessToken, host }: MailServer): AccountFault | undefined {
  if (accessToken === undefined || !isRefusedLogin(error)) return undefined;
  return { code: 'sign_in_refused', message: `${host} does not accept the sign-in at the provider. Sign in there again.` };
}
