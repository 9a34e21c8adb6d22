import { DomainError } from '../../platform/errors/domain-error.ts';

export class SourceTaken extends DomainError {
  readonly code = 'order_source_taken';
  readonly kind = 'conflict';
  constructor() {
    super('This shop is connected already. Change the connection you have instead of making a second one.');
  }
}

/** The key in the environment is not the one the secret was stored with. */
export class SourceSecretsUnreadable extends DomainError {
  readonly code = 'secrets_unreadable';
  readonly kind = 'unavailable';
  constructor(cause: unknown) {
    super('The stored secret cannot be decrypted, because BALIE_SECRET_KEY is another one. Enter the secret again.');
    this.cause = cause;
  }
}

export class TaskNotPossible extends DomainError {
  readonly code = 'order_task_not_possible';
  readonly kind = 'conflict';
  constructor(detail: string) {
    super(detail);
  }
}

export class TaskRunning extends DomainError {
  readonly code = 'order_task_running';
  readonly kind = 'conflict';
  constructor() {
    super('This is being done already. Wait for what comes of it.');
  }
}

export class SourcePaused extends DomainError {
  readonly code = 'order_source_paused';
  readonly kind = 'conflict';
  constructor() {
    super('The connection with this shop is switched off. An owner can switch it on in the settings.');
  }
}
