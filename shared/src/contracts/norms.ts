import { z } from 'zod';
import { channelKind } from './channels.ts';
import { id, instant } from './common.ts';
import { figureName } from './order-sources.ts';

/** Norms: those that a marketplace holds its shops to, and those that a house sets itself. */

export const normState = z.enum(['good', 'at_risk', 'broken', 'unknown']);
/** `percent`: a share from 0 to 1. */
export const normUnit = z.enum(['percent', 'rating', 'number']);
export type NormUnit = z.infer<typeof normUnit>;
/** `YYYY-MM-DD`: the Monday of a week. */
const monday = z.iso.date();

/** A ticket that goes late next. `openLong`: it has been open for longer than the marketplace likes to see. */
export const waitingQuestion = z.object({
  ticketId: id,
  number: z.number().int(),
  subject: z.string(),
  assigneeId: id.nullable(),
  askedAt: instant,
  dueAt: instant,
  openLong: z.boolean(),
});
export type WaitingQuestion = z.infer<typeof waitingQuestion>;

export const normForecast = z.object({
  asked: z.number().int(),
  inTime: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  /** That the whole week will bring. */
  expected: z.number().int(),
  allowed: z.number().int(),
  /** So many late ones, and the marketplace writes; null: it does not. */
  mailFrom: z.number().int().nullable(),
  untilMail: z.number().int().nullable(),
  untilStrike: z.number().int().nullable(),
  nextAt: instant.nullable(),
  mailAt: instant.nullable(),
  strikeAt: instant.nullable(),
});
export type NormForecast = z.infer<typeof normForecast>;

/** One point of a norm's history: ours and the marketplace's own. `period`: its first day. */
const normPoint = z.object({ period: z.iso.date(), ours: z.number().nullable(), theirs: z.number().nullable() });
export type NormPoint = z.infer<typeof normPoint>;

export const marketplaceNorm = z.object({
  name: figureName,
  state: normState,
  unit: normUnit,
  condition: z.enum(['<=', '>=']),
  /** The marketplace's own, where it tells one (`toldByThem`). */
  threshold: z.number(),
  toldByThem: z.boolean(),
  /** By our own count of this week, as of now; null: nothing counted, or not ours to count. */
  value: z.number().nullable(),
  wrong: z.number().int().nullable(),
  total: z.number().int().nullable(),
  /** What the marketplace said last. */
  theirs: z
    .object({
      monday,
      value: z.number().nullable(),
      numerator: z.number().int().nullable(),
      denominator: z.number().int().nullable(),
      fetchedAt: instant,
    })
    .nullable(),
  givesStrikes: z.boolean(),
  forecast: normForecast.nullable(),
  /** Oldest first; the running week is the last. */
  history: z.array(normPoint),
});
export type MarketplaceNorm = z.infer<typeof marketplaceNorm>;

export const strike = z.object({
  monday,
  /** `recorded`: a colleague wrote it down; `derived`: counted from the figures of that week. */
  source: z.enum(['recorded', 'derived']),
  names: z.array(figureName),
});
export const marketplaceShop = z.object({
  shopId: id,
  shopName: z.string(),
  /** `bol`, say. */
  kind: z.string(),
  label: z.string(),
  timeZone: z.string(),
  monday,
  norms: z.array(marketplaceNorm),
  /** Of the week before, while some of its questions may still go late. */
  lastWeek: normForecast.extend({ state: normState, monday }).nullable(),
  /** The next ones, soonest first. */
  next: z.array(waitingQuestion),
  openLong: z.number().int(),
  /** Late already, and still to be answered. */
  lateOpen: z.number().int(),
  openLongHours: z.number(),
  strikes: z.object({
    items: z.array(strike),
    /** Weeks that count, and from how many strikes on the shop is closed. */
    weeks: z.number().int(),
    closedAt: z.number().int(),
    since: monday,
    /** Every week that counts, newest first, for who writes one down. */
    choices: z.array(z.object({ monday, recorded: z.boolean().nullable() })),
  }),
});
export type MarketplaceShop = z.infer<typeof marketplaceShop>;

/** What an own norm counts. */
export const normMetric = z.enum(['first_answer', 'calls_answered', 'solved']);
export type NormMetric = z.infer<typeof normMetric>;
/** Of today, of this week, of the last 28 days. */
export const normWindow = z.enum(['day', 'week', 'four_weeks']);
export type NormWindow = z.infer<typeof normWindow>;
export const saveNormRequest = z
  .object({
    name: z.string().trim().min(1).max(120),
    active: z.boolean(),
    metric: normMetric,
    /** Within so many seconds; null: at all. */
    seconds: z
      .number()
      .int()
      .min(1)
      .max(90 * 86_400)
      .nullable(),
    /** Seconds by the clock on the wall, or while it is open. */
    hours: z.enum(['calendar', 'business']),
    /** Empty: whatever it is. All of the lists must agree. */
    scope: z.object({
      shopIds: z.array(id).max(200),
      channelKinds: z.array(channelKind).max(50),
      teamIds: z.array(id).max(200),
    }),
    /** A share from 0 to 1. */
    threshold: z.number().min(0.01).max(1),
    window: normWindow,
    /** Tell leads before it is missed, and when it is. */
    alerts: z.boolean(),
  })
  .refine(({ metric, seconds }) => metric !== 'first_answer' || seconds !== null, 'An answer needs a time')
  .refine(({ metric, hours }) => metric === 'first_answer' || hours === 'calendar', 'Business hours are counted for first answers only');
export type SaveNormRequest = z.infer<typeof saveNormRequest>;
export const ownNorm = z.object({ ...saveNormRequest.shape, id });
export type OwnNorm = z.infer<typeof ownNorm>;
export const ownNorms = z.object({ items: z.array(ownNorm) });

export const measuredNorm = z.object({
  norm: ownNorm,
  state: normState,
  value: z.number().nullable(),
  right: z.number().int(),
  wrong: z.number().int(),
  /** Not judged yet. */
  open: z.number().int(),
  history: z.array(normPoint),
});
export type MeasuredNorm = z.infer<typeof measuredNorm>;

/** A norm in a glance. `percent`: a share from 0 to 1. */
export const normAtAGlance = z.object({
  id: z.string(),
  /** Of a marketplace: its name and the shop's; of an own norm its name. */
  title: z.string(),
  /** Of a marketplace's norm the name of its figure. */
  figure: figureName.nullable(),
  state: normState,
  /** Ours, else the marketplace's. */
  value: z.number().nullable(),
  threshold: z.number(),
  unit: normUnit,
  /** Where it stands whole. */
  href: z.string(),
});
export type NormAtAGlance = z.infer<typeof normAtAGlance>;
export const normStates = z.object({ items: z.array(normAtAGlance) });

export const normAlert = z.object({
  id,
  /** Null: it is about an own norm. */
  shopId: id.nullable(),
  shopName: z.string().nullable(),
  label: z.string(),
  name: figureName.nullable(),
  step: z.enum(['at_risk', 'mail_near', 'broken']),
  at: instant,
});
export type NormAlert = z.infer<typeof normAlert>;
/** Those of now that nobody has put away, newest first. */
export const normAlerts = z.object({ items: z.array(normAlert) });

export const normBoard = z.object({ at: instant, shops: z.array(marketplaceShop), own: z.array(measuredNorm) });
export type NormBoard = z.infer<typeof normBoard>;

/** What the marketplace's mail of a week says; null: forget what was written down. */
export const recordStrikeRequest = z.object({ shopId: id, monday, given: z.boolean().nullable() });
export type RecordStrikeRequest = z.infer<typeof recordStrikeRequest>;

const country = z.string().regex(/^[A-Z]{2}$/);
/** In which of its countries a shop sells on a marketplace: their holidays alone are left out. All of them, unless somebody said so. */
export const normMarket = z.object({
  shopId: id,
  shopName: z.string(),
  kind: channelKind,
  label: z.string(),
  countries: z.array(country),
  choices: z.array(country),
});
export type NormMarket = z.infer<typeof normMarket>;
export const normMarkets = z.object({ items: z.array(normMarket) });
/** Everything is counted anew by it. */
export const saveMarketRequest = normMarket.pick({ shopId: true, kind: true }).extend({ countries: z.array(country).min(1).max(20) });
export type SaveMarketRequest = z.infer<typeof saveMarketRequest>;

/** Leads are told in the console always; by mail, when it is wished. */
export const normSettings = z.object({ mail: z.boolean() });
export type NormSettings = z.infer<typeof normSettings>;
