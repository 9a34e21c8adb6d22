/** What went wrong, in the few kinds a caller can act on; mapped to HTTP in one place. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'too_many_requests'
  | 'unavailable';

/**
 * A failure that a user can meet. Each is a named subclass beside its module with a stable `code` (snake_case) and a
 * `detail` that says what to do.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  /** Values the caller needs to recover, such as what a field holds now. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;

  constructor(detail: string, meta?: Record<string, unknown>) {
    super(detail);
    this.name = new.target.name;
    this.meta = meta;
  }
}
