import { DomainError } from '../../platform/errors/domain-error.ts';

export class NoPhoneNumber extends DomainError {
  readonly code = 'phone_number_invalid';
  readonly kind = 'invalid';
  constructor() {
    super('This is no telephone number. Write it with its area code or country code.');
  }
}

export class PhoneSecretNeeded extends DomainError {
  readonly code = 'phone_secret_needed';
  readonly kind = 'invalid';
  constructor() {
    super('Twilio signs with the auth token of your account. Copy it from the Twilio console.');
  }
}
