import type { BolFailureCode } from '@balie/shared/contracts/order-sources.ts';

/** bol answered that it does not do it. */
export class RetailerRefused extends Error {
  constructor(
    /** Of HTTP. */
    readonly status: number,
    readonly code: BolFailureCode,
    /** bol's own words, and what to do. */
    words: string,
  ) {
    super(words);
  }

  /** Nothing works until a person acts. */
  get needsPerson(): boolean {
    return this.code === 'credentials_refused' || this.code === 'not_authorised';
  }
}

/** No answer, or none that can be used. `mayBeDone`: what was asked may have happened all the same. */
export class RetailerUnreachable extends Error {
  constructor(
    readonly mayBeDone: boolean,
    words: string,
  ) {
    super(words);
  }
}

/** bol takes no more of these requests for now. Nothing was done. */
export class RetailerBusy extends Error {
  constructor(readonly afterSeconds: number) {
    super(`bol.com takes no more of these requests for ${afterSeconds} seconds.`);
  }
}

/** The codes under which the console tells the owner. */
export function codeOf(error: unknown): BolFailureCode {
  if (error instanceof RetailerRefused) return error.code;
  return error instanceof RetailerBusy ? 'too_many_requests' : 'unreachable';
}
