import { Clock } from '../../src/platform/clock/clock.ts';

/** Stands where the story is; never goes back. */
export class DemoClock extends Clock {
  constructor(private time: Date) {
    super();
  }

  now(): Date {
    return this.time;
  }

  moveTo(time: Date): void {
    if (time > this.time) this.time = time;
  }
}
