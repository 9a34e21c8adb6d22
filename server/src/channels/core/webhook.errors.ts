import { DomainError } from '../../platform/errors/domain-error.ts';

/** Whoever calls is not the provider, or does not prove it. */
export class HookRefused extends DomainError {
  readonly code = 'hook_refused';
  readonly kind = 'forbidden';
  constructor() {
    super('The signature or the verify token of this call is not right.');
  }
}
