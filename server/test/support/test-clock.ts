import { Clock } from '../../src/platform/clock/clock.ts';

/** Stands still until it is moved. Starts now, because some columns are stamped by the database. */
export class TestClock extends Clock {
  private time = Date.now();

  now(): Date {
    return new Date(this.time);
  }

  set(at: Date | string): void {
    this.time = new Date(at).getTime();
  }

  advance({ days = 0, minutes = 0, seconds = 0 }: { days?: number; minutes?: number; seconds?: number }): void {
    this.time += ((days * 24 * 60 + minutes) * 60 + seconds) * 1000;
  }
}
