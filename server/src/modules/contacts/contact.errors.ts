import type { Contact, IdentityKind } from '@balie/shared/contracts/contacts.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

export class ContactChanged extends DomainError {
  readonly code = 'contact_changed';
  readonly kind = 'conflict';
  constructor(current: Contact) {
    super('A colleague changed this customer meanwhile. Look at it again and repeat your change if it still fits.', { current });
  }
}

export class IdentityInvalid extends DomainError {
  readonly code = 'identity_invalid';
  readonly kind = 'invalid';
  constructor(kind: IdentityKind) {
    super(
      kind === 'phone'
        ? 'This is no telephone number. Write it with its area code, or with its country code when it is foreign: +32 2 123 45 67.'
        : 'This is no e-mail address. It looks like name@example.com.',
      { kind },
    );
  }
}

export class IdentityIsRelay extends DomainError {
  readonly code = 'identity_is_relay';
  readonly kind = 'invalid';
  constructor() {
    super('A marketplace made this address for one order. It finds its customer by itself; add an address of the customer instead.');
  }
}

/** `meta.contact` is who has it: merging is the way to have it here. */
export class IdentityTaken extends DomainError {
  readonly code = 'identity_taken';
  readonly kind = 'conflict';
  constructor(contact: { readonly id: string; readonly name: string }) {
    super('This belongs to another customer. If they are one person, merge them.', { contact });
  }
}

export class ContactMergeWithItself extends DomainError {
  readonly code = 'contact_merge_with_itself';
  readonly kind = 'invalid';
  constructor() {
    super('A customer cannot go up in itself. Choose another.');
  }
}

/** `meta.current` is who stands in its place. */
export class ContactMerged extends DomainError {
  readonly code = 'contact_merged';
  readonly kind = 'conflict';
  constructor(current: Contact) {
    super('A colleague merged this customer with another meanwhile. Look at who it is now and try again.', { current });
  }
}

export class ContactNotMerged extends DomainError {
  readonly code = 'contact_not_merged';
  readonly kind = 'conflict';
  constructor() {
    super('This customer stands alone already. There is nothing to take back.');
  }
}
