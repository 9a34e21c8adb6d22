import { DateTime } from 'luxon';
import type { Random } from './random.ts';

const ZONE = 'Europe/Amsterdam';
/** How many mails come in each hour of the day, against the others: mornings, and the couch in the evening. */
const BY_HOUR = [1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 3, 6, 9, 10, 9, 8, 8, 8, 8, 7, 6, 5, 7, 9, 8, 5, 2];
/** Monday first. */
const BY_DAY = [1.3, 1.1, 1, 1, 0.95, 0.7, 0.75];
const OPEN_MINUTE = 8 * 60 + 30;
const CLOSED_MINUTE = 17 * 60 + 45;

/** When customers write: `count` moments before `until`, in order, as evenings, nights and weekends have it. */
export function arrivals(count: number, until: Date, days: number, random: Random): Date[] {
  const span = days * 24 * 60;
  const moments: Date[] = [];
  while (moments.length < count) {
    const at = new Date(until.getTime() - Math.floor(random.next() * span) * 60_000 - random.int(0, 59_999));
    const local = DateTime.fromJSDate(at, { zone: ZONE });
    const likely = ((BY_HOUR[local.hour] ?? 0) / 10) * ((BY_DAY[local.weekday - 1] ?? 0) / 1.3);
    if (random.chance(likely)) moments.push(at);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

/** The first moment from then on at which somebody is at work: not in the evening, not on Sunday. */
export function atWork(moment: Date): Date {
  let local: DateTime = DateTime.fromJSDate(moment, { zone: ZONE });
  const minute = local.hour * 60 + local.minute;
  const opening = (day: DateTime) => day.startOf('day').set({ hour: Math.floor(OPEN_MINUTE / 60), minute: OPEN_MINUTE % 60 });
  // Seconds stay, so that a whole queue is not answered at half past eight sharp.
  const spread = (local.minute % 50) * 60 + local.second;
  if (minute < OPEN_MINUTE) local = opening(local).plus({ seconds: spread });
  else if (minute >= CLOSED_MINUTE) local = opening(local.plus({ days: 1 })).plus({ seconds: spread });
  if (local.weekday === 7) local = opening(local.plus({ days: 1 })).plus({ seconds: spread });
  return local.toJSDate();
}

export const later = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000);

export const dutchDay = (moment: Date, random: Random): string => {
  const local = DateTime.fromJSDate(moment, { zone: ZONE }).setLocale('nl');
  return random.pick([local.toFormat('d MMMM'), local.toFormat('d-M'), local.toFormat('cccc d MMMM')]);
};
export const englishDay = (moment: Date): string => DateTime.fromJSDate(moment, { zone: ZONE }).setLocale('en').toFormat('d MMMM');

/** As Dutch mail programs write it above what they quote. */
export const quotedDay = (moment: Date): string =>
  DateTime.fromJSDate(moment, { zone: ZONE }).setLocale('nl').toFormat("ccc d MMM yyyy 'om' HH:mm");
