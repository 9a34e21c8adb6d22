import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RetailerBusy } from './retailer-errors.ts';

/** When bol says "later" without saying when. */
const UNSAID_SECONDS = 30;
/** No answer of bol makes anybody wait longer. */
const LONGEST_SECONDS = 15 * 60;
/** Above it, a reset is a moment and not a stretch of time. */
const A_MOMENT = 1_000_000_000;

/**
 * How many requests bol takes is told per end point, in the headers of each answer. What is used up is not asked for
 * again before it is there anew; this process keeps its own count, and bol's 429 corrects it.
 */
@Injectable()
export class RetailerLimits {
  /** Until when, on the clock of `performance`, by client and end point. */
  private readonly closed = new Map<string, number>();

  /** Waits for a place. @param patient false: nobody waits @throws {RetailerBusy} */
  async enter(clientId: string, endPoint: string, patient: boolean, signal: AbortSignal | undefined): Promise<void> {
    const key = `${clientId} ${endPoint}`;
    for (;;) {
      const wait = (this.closed.get(key) ?? 0) - performance.now();
      if (wait <= 0) break;
      if (!patient) throw new RetailerBusy(Math.ceil(wait / 1000));
      await delay(wait, undefined, signal ? { signal } : {});
    }
    this.closed.delete(key);
  }

  /** What an answer tells of the next ones. @returns seconds to wait after a 429, else undefined */
  note(clientId: string, endPoint: string, status: number, headers: IncomingHttpHeaders): number | undefined {
    const close = (seconds: number) => this.closed.set(`${clientId} ${endPoint}`, performance.now() + seconds * 1000);
    if (status === 429) {
      const seconds = within(number(headers['retry-after']) ?? UNSAID_SECONDS);
      close(seconds);
      return seconds;
    }
    const reset = number(headers['x-ratelimit-reset']);
    if (number(headers['x-ratelimit-remaining']) === 0 && reset !== undefined) {
      close(within(reset > A_MOMENT ? reset - Date.now() / 1000 : reset));
    }
    return undefined;
  }
}

function number(header: string | string[] | undefined): number | undefined {
  const value = Number([header].flat()[0]);
  return header === undefined || !Number.isFinite(value) ? undefined : value;
}

function within(seconds: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(0, seconds));
}
