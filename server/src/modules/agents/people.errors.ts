import { DomainError } from '../../platform/errors/domain-error.ts';

/** The same answer for an unknown address, a wrong password and a deactivated account. */
export class SignInRefused extends DomainError {
  readonly code = 'sign_in_refused';
  readonly kind = 'unauthenticated';
  constructor() {
    super('This e-mail address and password do not belong together. Try again, or reset your password.');
  }
}

export class TooManyAttempts extends DomainError {
  readonly code = 'too_many_attempts';
  readonly kind = 'too_many_requests';
  constructor(retryAfterSeconds: number) {
    super(`Too many attempts. Try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
  }
}

export class WrongPassword extends DomainError {
  readonly code = 'wrong_password';
  readonly kind = 'invalid';
  constructor() {
    super('The current password is not right.');
  }
}

/** Used, expired or never given. */
export class ResetLinkInvalid extends DomainError {
  readonly code = 'reset_link_invalid';
  readonly kind = 'gone';
  constructor() {
    super('This link does not work any more. Ask for a new one on the sign-in page.');
  }
}

/** Used, withdrawn, expired or never given. */
export class InvitationInvalid extends DomainError {
  readonly code = 'invitation_invalid';
  readonly kind = 'gone';
  constructor() {
    super('This invitation does not work any more. Ask your colleague for a new link.');
  }
}

export class EmailInUse extends DomainError {
  readonly code = 'email_in_use';
  readonly kind = 'conflict';
  constructor() {
    super('Somebody already signs in with this e-mail address.');
  }
}

export class LastOwner extends DomainError {
  readonly code = 'last_owner';
  readonly kind = 'conflict';
  constructor() {
    super('This is the last active owner. Make somebody else an owner first.');
  }
}

export class TeamNameTaken extends DomainError {
  readonly code = 'team_name_taken';
  readonly kind = 'conflict';
  constructor() {
    super('There is a team with this name already. Choose another name.');
  }
}

export class PictureUnusable extends DomainError {
  readonly code = 'picture_unusable';
  readonly kind = 'invalid';
  constructor() {
    super('This is no picture that can be shown. Send a PNG, JPEG or WebP of 1 MB and 2048 pixels a side at most.');
  }
}
