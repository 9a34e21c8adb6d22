import { DomainError } from '../../platform/errors/domain-error.ts';

export class TooManyPatterns extends DomainError {
  readonly code = 'too_many_patterns';
  readonly kind = 'conflict';
  constructor(most: number) {
    super(`There may be ${most} patterns at most. Remove one that no mail needs any more.`, { most });
  }
}

/** The account chosen as mailbox brings no mail in. */
export class NoMailbox extends DomainError {
  readonly code = 'no_mailbox';
  readonly kind = 'invalid';
  constructor() {
    super('Choose a connected mailbox: bol’s questions come by mail.');
  }
}

/** No pattern knows the mail. */
export class NotUnderstood extends DomainError {
  readonly code = 'not_understood';
  readonly kind = 'conflict';
  constructor() {
    super('No pattern knows this mail yet. Change one until it does, save it, and try again.');
  }
}

export class TestNotSent extends DomainError {
  readonly code = 'test_not_sent';
  readonly kind = 'conflict';
  constructor(why: string) {
    super(`The test question could not be sent. ${why}`, { reason: why });
  }
}

/** The message was not made of a stored mail, or that is gone. */
export class NoStoredMail extends DomainError {
  readonly code = 'no_stored_mail';
  readonly kind = 'conflict';
  constructor() {
    super('The mail that this message was made of is not stored any more.');
  }
}
