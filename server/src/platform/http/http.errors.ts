import { DomainError } from '../errors/domain-error.ts';

export class NotSignedIn extends DomainError {
  readonly code = 'not_signed_in';
  readonly kind = 'unauthenticated';
  constructor() {
    super('Sign in to go on.');
  }
}

export class NotAllowed extends DomainError {
  readonly code = 'not_allowed';
  readonly kind = 'forbidden';
  constructor(permission: string) {
    super('Your role does not allow this. Ask an owner of your organisation.', { permission });
  }
}

export class ForeignOrigin extends DomainError {
  readonly code = 'foreign_origin';
  readonly kind = 'forbidden';
  constructor() {
    super('This request comes from another website and is refused.');
  }
}

/** Also for what exists in another organisation: the answer does not tell the difference. */
export class NotFound extends DomainError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor(what: string) {
    super(`This ${what} does not exist (any more).`);
  }
}

export class InvalidCursor extends DomainError {
  readonly code = 'invalid_cursor';
  readonly kind = 'invalid';
  constructor() {
    super('The page marker is not valid. Start again at the first page.');
  }
}
