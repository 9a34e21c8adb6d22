import { DomainError } from '../../platform/errors/domain-error.ts';

export class NormNameTaken extends DomainError {
  readonly code = 'norm_name_taken';
  readonly kind = 'conflict';
  constructor() {
    super('There is a norm of that name already. Choose another name.');
  }
}
