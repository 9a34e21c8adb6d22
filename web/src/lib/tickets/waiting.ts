/** How urgent it is that a customer waits. Plain hours, until a shop has its own clocks. */
const SOON_MS = 4 * 3_600_000;
const LATE_MS = 24 * 3_600_000;

export type Urgency = 'fine' | 'soon' | 'late';

export function urgencyOf(waitingSince: string, now: number): Urgency {
  const waits = now - Date.parse(waitingSince);
  if (waits >= LATE_MS) return 'late';
  return waits >= SOON_MS ? 'soon' : 'fine';
}
