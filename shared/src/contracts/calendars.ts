import { z } from 'zod';
import { id } from './common.ts';

/** Business calendars: when somebody is there, by the clock of a place. What they mean is computed by `domain/business-calendar.ts`. */

/** Minutes since midnight by the clock on the wall; 1440 is the midnight that ends the day. */
const opening = z
  .object({ from: z.number().int().min(0).max(1_439), until: z.number().int().min(1).max(1_440) })
  .refine(({ from, until }) => from < until, { message: 'ends before it begins', path: ['until'] });
const openings = z.array(opening).max(12);
const day = z.iso.date();

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** IANA name: `Europe/Amsterdam`. */
const timeZone = z.string().min(1).max(60).refine(isZone, { message: 'is no time zone' });

/** Days that differ: closed (`openings` is empty), shorter, longer, or open though the weekday is not. They go before holidays. */
export const calendarException = z
  .object({ from: day, until: day, name: z.string().trim().max(100), openings })
  .refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) <= 366 * 86_400_000, {
    message: 'ends before it begins, or lasts for more than a year',
    path: ['until'],
  });

/**
 * Official holidays, on which it is closed. `off`: those on which it is not, by their `rule` (see the preview), in every year. `also`: other
 * days that people there know (Good Friday, say), on which it is closed, too; absent: none.
 */
const holidays = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  region: z
    .string()
    .regex(/^[A-Z0-9-]{1,12}$/i)
    .nullable(),
  off: z.array(z.string().max(200)).max(100),
  also: z.array(z.string().max(200)).max(100).optional(),
});

export const calendarHours = z.object({
  /** `always`: every hour of every day counts ("calendar hours"); the rest is kept and counts for nothing. */
  kind: z.enum(['business', 'always']),
  timeZone,
  /** Seven, Monday first. */
  week: z.array(openings).length(7),
  holidays: holidays.nullable(),
  exceptions: z.array(calendarException).max(300),
});
export type CalendarHours = z.infer<typeof calendarHours>;

/** The most specific one goes: of the channel account, else of the shop, else the organisation's. Without any, every hour counts. */
export const saveCalendarRequest = z.object({
  name: z.string().trim().min(1).max(120),
  hours: calendarHours,
  /** The organisation's; the one that was it before is it no more. */
  isDefault: z.boolean(),
  /** Whoever is named here is taken from the calendar they had before. */
  shopIds: z.array(id).max(500),
  channelAccountIds: z.array(id).max(500),
});
export type SaveCalendarRequest = z.infer<typeof saveCalendarRequest>;
export const businessCalendar = saveCalendarRequest.extend({ id });
export type StoredCalendar = z.infer<typeof businessCalendar>;
export const calendarList = z.object({ items: z.array(businessCalendar) });

/** The coming year by hours that need not be saved. */
export const calendarPreviewRequest = z.object({ hours: calendarHours });
export const calendarPreview = z.object({
  /** From today on (by the calendar's own clock), 366 of them. */
  days: z.array(
    z.object({
      date: day,
      openings,
      /** What decides: the weekday, an official holiday, or an exception. */
      because: z.enum(['week', 'holiday', 'exception']),
      /** Of the holiday or the exception, in the reader's language where it is known; empty for a weekday. */
      name: z.string(),
    }),
  ),
  /** Of the same time, also those on which it is open (`off`); what to write into `off` (official ones) or `also` (others) is `rule`. */
  holidays: z.array(z.object({ date: day, name: z.string(), rule: z.string(), official: z.boolean(), off: z.boolean() })),
});
export type CalendarPreview = z.infer<typeof calendarPreview>;

/** Whose holidays are known; by code, in the reader's language. */
export const holidayCountries = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), regions: z.array(z.object({ code: z.string(), name: z.string() })) })),
});
export type HolidayCountries = z.infer<typeof holidayCountries>;
