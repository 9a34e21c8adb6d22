import { Injectable } from '@nestjs/common';

/** Between who finds out that something is due soon, and who waits for it. */
@Injectable()
export class ClockAlarm {
  private waiting: ((at: number) => void) | undefined;

  /** Something is due then, in milliseconds since 1970. */
  set(at: number): void {
    this.waiting?.(at);
  }

  /** There is one who waits. */
  onSet(hear: (at: number) => void): void {
    this.waiting = hear;
  }
}
