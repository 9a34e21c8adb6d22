/** How many messages of an account may leave; null: as many as there are. */
export interface SendingLimit {
  readonly perMinute: number | null;
  readonly perDay: number | null;
}

/** Messages that left, or were about to, at a moment (milliseconds since 1970). */
export interface Sending {
  readonly at: number;
  readonly count: number;
}

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/**
 * When each of the next messages may leave, so that no minute and no day (any 24 hours) holds more than is allowed.
 * @param sent what left within the last day, oldest first
 * @param notBefore nothing leaves earlier
 * @returns milliseconds since 1970, never falling
 */
export function schedule(limit: SendingLimit, sent: readonly Sending[], notBefore: number, wanted: number): number[] {
  const reach = Math.max(limit.perMinute ?? 0, limit.perDay ?? 0);
  const left = lastOnes(sent, reach);
  const times: number[] = [];
  for (let index = 0; index < wanted; index++) {
    let at = Math.max(notBefore, times.at(-1) ?? 0);
    for (const [most, span] of [
      [limit.perMinute, MINUTE_MS],
      [limit.perDay, DAY_MS],
    ] as const) {
      // The one that must have left the span before another may enter it.
      const before = most === null ? undefined : left.at(-most);
      if (before !== undefined) at = Math.max(at, before + span);
    }
    left.push(at);
    times.push(at);
  }
  return times;
}

/** One moment for each of the newest. */
function lastOnes(sent: readonly Sending[], most: number): number[] {
  const moments: number[] = [];
  for (const { at, count } of sent.toReversed()) {
    for (let one = 0; one < count && moments.length < most; one++) moments.push(at);
    if (moments.length >= most) break;
  }
  return moments.reverse();
}
