import type { EmailTestResult } from '@balie/shared/contracts/channels.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

/** The live test failed; `code` is the step's own (`wrong_password`, `host_not_found`, …), `meta.step` says which server. */
export class EmailConnectionFailed extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';
  constructor({ step, code, detail }: EmailTestResult['steps'][number]) {
    super(detail ?? 'The connection failed.', { step });
    this.code = code ?? 'unknown';
  }
}

export class ForwardingOff extends DomainError {
  readonly code = 'forwarding_off';
  readonly kind = 'invalid';
  constructor() {
    super('This installation takes no forwarded mail. Ask who runs Balie to set BALIE_SMTP_LISTEN_PORT and BALIE_SMTP_DOMAIN.');
  }
}

export class NotForwarded extends DomainError {
  readonly code = 'not_forwarded';
  readonly kind = 'conflict';
  constructor() {
    super('Mail of this address is fetched from its mailbox. Change both of its servers together.');
  }
}
