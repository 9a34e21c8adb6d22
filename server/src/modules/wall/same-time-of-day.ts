import { stretchesOnClock, wallDayOf, wallMinutesOf } from '@balie/shared/domain/wall-clock.ts';

const DAY_MS = 86_400_000;

export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/**
 * A day by the clock of a place from midnight until the time of day that it is at `now`, and the same weekday of the weeks before, up to the
 * same time by the clock on the wall: also where clocks were put forward or back in between.
 * @param weeks how many weeks back
 * @returns today first
 */
export function sameTimeOfDay(timeZone: string, now: Date, weeks: number): Stretch[] {
  const today = wallDayOf(timeZone, now.getTime());
  const midnight = Date.parse(`${today}T00:00:00Z`);
  // At midnight itself, too, there is a moment.
  const until = Math.max(wallMinutesOf(timeZone, now.getTime()), 1 / 60_000);
  return Array.from({ length: weeks + 1 }, (_, week) => {
    const day = new Date(midnight - week * 7 * DAY_MS).toISOString().slice(0, 10);
    const stretches = stretchesOnClock(timeZone, day, { from: 0, until });
    const [first, last] = [stretches[0], stretches.at(-1)];
    const from = new Date(first?.from ?? midnight - week * 7 * DAY_MS);
    return { from, until: week === 0 ? now : new Date(last?.until ?? from) };
  });
}
