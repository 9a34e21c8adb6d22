import { DomainError } from '../../platform/errors/domain-error.ts';

export class OrderUnknown extends DomainError {
  readonly code = 'order_unknown';
  readonly kind = 'not_found';
  constructor(number: string) {
    super(`No connected shop has an order ${number}. Check the number.`, { number });
  }
}

export class ShopDoesNotAnswer extends DomainError {
  readonly code = 'shop_does_not_answer';
  readonly kind = 'unavailable';
  constructor() {
    super('This order is not here yet, and its shop cannot be asked now. Try again in a minute.');
  }
}
