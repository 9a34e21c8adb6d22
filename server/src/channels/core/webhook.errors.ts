import { DomainError } from '../../platform/errors/domain-error.ts';

/** Whoever calls is not the provider, or does not prove it. */
export class HookRefused extends DomainError {
  readonly code = 'hook_refused';
  readonly kind = 'forbidden';
  constructor() {
    super('The signature or the verify token of this call is not right.');
  }
}

/** No provider of this channel sends so much at once. */
export class HookTooLarge extends DomainError {
  readonly code = 'hook_too_large';
  readonly kind = 'too_large';
  constructor() {
    super('This call is larger than any that this channel knows.');
  }
}
