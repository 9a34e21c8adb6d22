import { DateTime } from 'luxon';
import { z } from 'zod';
import { BOL_ZONE } from './retailer-account.ts';

/** ISO 8601. */
const at = z.string();
/** `2026-03-01`, in the Netherlands. */
const day = z.string();

/**
 * How far one connection was read, as it stands in `order_sources.cursor`. Every part is moved in the transaction that
 * keeps what was read, so that whoever takes over goes on where the last one stopped.
 */
export const retailerCursor = z.object({
  /** What changed until then is here, but for the gap. */
  changesUntil: at.optional(),
  /**
   * Days of which the changes are missing: from before the connection, or of a time when nobody asked. The newest first;
   * `next` is the one being read, from `page` on. `fresh`: what this pass over the day brought that was not here.
   */
  gap: z
    .object({ from: day, next: day, page: z.number().int(), pass: z.number().int(), fresh: z.number().int(), initial: z.boolean() })
    .nullish(),
  /** By name of the list: all until then is here; `page`: of a walk that is under way since `startedAt`. */
  lists: z.record(z.string(), z.object({ until: at, startedAt: at.nullish(), page: z.number().int() })).optional(),
  /** The figures of `day` that are still to be asked for: ISO weeks, `2026-W09`. */
  figures: z.object({ day, weeks: z.array(z.string()) }).optional(),
});
export type RetailerCursor = z.infer<typeof retailerCursor>;
export type Gap = NonNullable<RetailerCursor['gap']>;

export function dayOf(moment: Date): string {
  return DateTime.fromJSDate(moment, { zone: BOL_ZONE }).toISODate() ?? '';
}
export function dayBefore(date: string, days = 1): string {
  return DateTime.fromISO(date, { zone: BOL_ZONE }).minus({ days }).toISODate() ?? '';
}
export function daysBetween(from: string, to: string): number {
  return Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days);
}

/** bol tells of three months. */
const REACH_DAYS = 89;

/** The days of which nothing is known, and those that were missing before. */
export function gapWith(old: Gap | null | undefined, since: Date, now: Date, initial: boolean): Gap {
  const today = dayOf(now);
  const from = [dayOf(since), ...(old ? [old.from] : [])].toSorted()[0] ?? today;
  const reach = dayBefore(today, REACH_DAYS);
  const [, last = reach] = [from, reach].toSorted();
  return { from: last, next: today, page: 1, pass: 1, fresh: 0, initial: initial || old?.initial === true };
}
