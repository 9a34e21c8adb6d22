import type { EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

export class SignInUnavailable extends DomainError {
  readonly code = 'sign_in_unavailable';
  readonly kind = 'invalid';
  constructor(provider: EmailSignIn) {
    super(`Signing in at ${provider} is not set up here. Ask who runs Balie to set its client id and secret, or use a password.`);
  }
}

/** The browser came back with a state that is not of this session, or too late. */
export class SignInExpired extends DomainError {
  readonly code = 'sign_in_expired';
  readonly kind = 'invalid';
  constructor() {
    super('This sign-in was begun in another session or too long ago. Begin again.');
  }
}

/** The provider refuses to give or renew tokens, and will go on doing so: the owner took consent back, or never gave it. */
export class SignInRefused extends DomainError {
  readonly code = 'sign_in_refused';
  readonly kind = 'invalid';
  constructor(words: string) {
    super(`The provider no longer lets Balie into this mailbox. Sign in there again. (${words})`);
  }
}

/** It does not answer, or not sensibly: tried again later. */
export class SignInUnreachable extends DomainError {
  readonly code = 'sign_in_unreachable';
  readonly kind = 'unavailable';
  constructor(words: string) {
    super(`The sign-in service of the provider cannot be reached now. Try again in a moment. (${words})`);
  }
}

/** The sign-in succeeded, but not with an account that may open this mailbox. */
export class WrongAccount extends DomainError {
  readonly code = 'wrong_account';
  readonly kind = 'invalid';
  constructor(address: string) {
    super(`The account you signed in with does not open the mailbox of ${address}. Sign in with the account of that address.`);
  }
}
