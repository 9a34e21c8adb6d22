import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** So many that wait are more than usual: whoever works at what is stored already lets them pass. */
const CROWD = 6;
const LOOK_MS = 5;
/** So long after the last call more of them are likely. */
const BUSY_MS = 1_000;

/** Providers that have called this process, and wait for an answer. They send again what they got none for; what is stored can wait. */
@Injectable()
export class WaitingCallers {
  private count = 0;
  private calledAt = Number.NEGATIVE_INFINITY;

  came(): void {
    this.count++;
    this.calledAt = performance.now();
  }

  answered(count: number): void {
    this.count -= count;
  }

  /** Lets a crowd pass. Returns at once where there is none, and in any case after `longestMs` milliseconds. */
  async letPass(longestMs: number): Promise<void> {
    const until = performance.now() + longestMs;
    while (this.count >= CROWD && performance.now() < until) await delay(LOOK_MS);
  }

  /** Calls come in: whoever works at what is stored leaves them room. */
  get areCalling(): boolean {
    return performance.now() - this.calledAt < BUSY_MS;
  }
}
