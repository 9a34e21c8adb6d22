import { DomainError } from '../../platform/errors/domain-error.ts';

export class AlreadySetUp extends DomainError {
  readonly code = 'already_set_up';
  readonly kind = 'conflict';
  constructor() {
    super('Balie is set up already. Sign in, or ask an owner for an invitation.');
  }
}
