import { DomainError } from '../../platform/errors/domain-error.ts';

export class CalendarNameTaken extends DomainError {
  readonly code = 'calendar_name_taken';
  readonly kind = 'conflict';
  constructor() {
    super('There is a calendar of that name already. Choose another name.');
  }
}

export class PolicyNameTaken extends DomainError {
  readonly code = 'policy_name_taken';
  readonly kind = 'conflict';
  constructor() {
    super('There is a policy of that name already. Choose another name.');
  }
}

export class PolicyOrderOutdated extends DomainError {
  readonly code = 'policy_order_outdated';
  readonly kind = 'conflict';
  constructor() {
    super('Policies were added or removed meanwhile. Look at the list again, then put them in order.');
  }
}

export class UnknownHolidays extends DomainError {
  readonly code = 'unknown_holidays';
  readonly kind = 'invalid';
  constructor() {
    super('Nobody knows the holidays of that country or region. Choose one of the list.');
  }
}
