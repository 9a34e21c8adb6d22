import { Injectable } from '@nestjs/common';

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
/** A connection that held for so long was a good one: what comes after it starts anew. */
const GOOD_CONNECTION_MS = 30_000;

/** How long a puller rests before it connects anew: twice as long each time, never quite at the same moment as others. */
@Injectable()
export class ReconnectPauses {
  /** @param lastedMs of the connection that ended now @returns how many in a row did not hold, with `failures` before it */
  failures(failures: number, lastedMs: number): number {
    return lastedMs > GOOD_CONNECTION_MS ? 1 : failures + 1;
  }

  /** @param failures in a row, the one just now included @returns milliseconds */
  after(failures: number): number {
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (0.8 + 0.4 * Math.random());
  }
}
