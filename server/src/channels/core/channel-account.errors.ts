import { reason } from '@balie/shared/domain/reasons.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

export class ChannelAddressTaken extends DomainError {
  readonly code = 'channel_address_taken';
  readonly kind = 'conflict';
  constructor(address: string) {
    super(`${address} is connected already. Change the connection you have instead of making a second one.`);
  }
}

/** The key in the environment is not the one the password was stored with. */
export class ChannelSecretsUnreadable extends DomainError {
  readonly code = 'secrets_unreadable';
  readonly kind = 'unavailable';
  constructor(cause: unknown) {
    super(reason('secrets-unreadable'));
    this.cause = cause;
  }
}
