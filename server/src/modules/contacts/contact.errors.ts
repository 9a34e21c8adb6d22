import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

export class ContactChanged extends DomainError {
  readonly code = 'contact_changed';
  readonly kind = 'conflict';
  constructor(current: Contact) {
    super('A colleague changed this customer meanwhile. Look at it again and repeat your change if it still fits.', { current });
  }
}
