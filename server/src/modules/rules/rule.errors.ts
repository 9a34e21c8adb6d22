import { DomainError } from '../../platform/errors/domain-error.ts';

export class RuleNameTaken extends DomainError {
  readonly code = 'rule_name_taken';
  readonly kind = 'conflict';
  constructor() {
    super('There is a rule of that name already. Choose another name.');
  }
}

export class RuleOrderOutdated extends DomainError {
  readonly code = 'rule_order_outdated';
  readonly kind = 'conflict';
  constructor() {
    super('Rules were added or removed meanwhile. Look at the list again, then put them in order.');
  }
}

export class RuleCannotAnswer extends DomainError {
  readonly code = 'rule_cannot_answer';
  readonly kind = 'invalid';
  /** @param reason of the channel, in words */
  constructor(reason: string) {
    super(`This rule could never answer. ${reason}`, { reason });
  }
}
