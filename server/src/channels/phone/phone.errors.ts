import { DomainError } from '../../platform/errors/domain-error.ts';

export class WebhookForged extends DomainError {
  readonly code = 'webhook_signature_invalid';
  readonly kind = 'forbidden';
  constructor() {
    super('The signature of this request is not right. Check the secret of this channel.');
  }
}

export class WebhookTooLarge extends DomainError {
  readonly code = 'webhook_too_large';
  readonly kind = 'too_large';
  constructor() {
    super('This request is larger than any call event is.');
  }
}

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
