import { DomainError } from '../../platform/errors/domain-error.ts';

/** Whoever calls is not the provider, or does not prove it. */
export class HookRefused extends DomainError {
  readonly code = 'hook_refused';
  readonly kind = 'forbidden';
  constructor() {
    super('The signature or the verify token of this call is not right.');
  }
}

/** Signed by the provider, and yet not what it sends: told, so that it comes again. */
export class HookUnreadable extends DomainError {
  readonly code = 'hook_unreadable';
  readonly kind = 'invalid';
  constructor() {
    super('This call cannot be read.');
  }
}
