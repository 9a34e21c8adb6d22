const MINUTE = 60;
/** Seconds before the second attempt, the third, and so on; the last one repeats. */
const WAITS = [30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE] as const;
const LAST = 60 * MINUTE;
/** For so long a reply is tried; afterwards a person decides. */
export const GIVE_UP_AFTER_HOURS = 48;

/**
 * Seconds to wait after a failed attempt, spread by ±20 % so that replies that failed together do not come back together.
 * @param attempt the one that failed; 1 is the first
 * @param random 0 ≤ random < 1
 * @param askedFor what the provider asked to wait at least, in seconds
 * @returns undefined when it was tried for two days
 */
export function waitAfter(attempt: number, random: number, askedFor = 0): number | undefined {
  if (secondsBefore(attempt + 1) > GIVE_UP_AFTER_HOURS * 3600) return undefined;
  const planned = (WAITS[attempt - 1] ?? LAST) * (0.8 + 0.4 * random);
  return Math.max(planned, askedFor);
}

/** Planned seconds between the first attempt and this one. */
function secondsBefore(attempt: number): number {
  let seconds = 0;
  for (let failed = 1; failed < attempt; failed++) seconds += WAITS[failed - 1] ?? LAST;
  return seconds;
}
