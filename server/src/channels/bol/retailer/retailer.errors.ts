import type { BolTestResult } from '@balie/shared/contracts/order-sources.ts';
import { DomainError } from '../../../platform/errors/domain-error.ts';

/** The live test failed; `code` is the test's own (`credentials_refused`, …). */
export class RetailerConnectionFailed extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';
  constructor({ code, detail }: BolTestResult) {
    super(detail ?? 'The connection failed.');
    this.code = code ?? 'refused';
  }
}
