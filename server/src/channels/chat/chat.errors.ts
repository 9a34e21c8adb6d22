import { DomainError } from '../../platform/errors/domain-error.ts';

/** Also for a visitor who was blocked: the answer does not tell the difference. */
export class ChatUnavailable extends DomainError {
  readonly code = 'chat_unavailable';
  readonly kind = 'not_found';
  constructor() {
    super('There is no chat here now.');
  }
}

export class SessionUnknown extends DomainError {
  readonly code = 'session_unknown';
  readonly kind = 'unauthenticated';
  constructor() {
    super('This session is not known (any more). Start a new one.');
  }
}

export class IdentityRequired extends DomainError {
  readonly code = 'identity_required';
  readonly kind = 'forbidden';
  constructor() {
    super('Only customers who are signed in at the shop can chat. Give an identity that the shop signed.');
  }
}

export class IdentityRefused extends DomainError {
  readonly code = 'identity_refused';
  readonly kind = 'forbidden';
  constructor(why: string) {
    super(`The identity does not hold: ${why}. The shop's server has to sign it anew.`);
  }
}

export class ChatRateLimited extends DomainError {
  readonly code = 'rate_limited';
  readonly kind = 'too_many_requests';
  constructor(retryAfterSeconds: number) {
    super('Too many in a short time. Try again in a moment.', { retryAfterSeconds });
  }
}

export class DetailsRequired extends DomainError {
  readonly code = 'details_required';
  readonly kind = 'conflict';
  constructor() {
    super('The shop wants to know a name or a mail address first.');
  }
}

export class ChatFileUnknown extends DomainError {
  readonly code = 'file_unknown';
  readonly kind = 'not_found';
  constructor() {
    super('This file does not exist (any more).');
  }
}

export class ChatFileTooLarge extends DomainError {
  readonly code = 'too_large';
  readonly kind = 'too_large';
  constructor(maxBytes: number) {
    super(`A file may be ${Math.floor(maxBytes / 1024 / 1024)} MB at most.`, { maxBytes });
  }
}
