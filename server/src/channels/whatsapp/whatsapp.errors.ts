import type { WhatsAppTestResult } from '@balie/shared/contracts/whatsapp.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

/** The live test failed; `code` is the test's own (`token_refused`, `number_unknown`, …). */
export class WhatsAppConnectionFailed extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';
  constructor({ code, detail }: WhatsAppTestResult) {
    super(detail ?? 'The connection failed.');
    this.code = code ?? 'refused';
  }
}
