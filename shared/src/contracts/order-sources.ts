import { z } from 'zod';
import { channelAccountStatus } from './channels.ts';
import { id, instant } from './common.ts';

/** A web shop or marketplace from which orders come in. */
export const orderSource = z.object({
  id,
  shopId: id,
  /** `bol`, say. */
  kind: z.string(),
  name: z.string(),
  status: channelAccountStatus,
  lastSuccessAt: instant.nullable(),
  lastErrorAt: instant.nullable(),
  lastErrorCode: z.string().nullable(),
  /** In plain words, in English; clients translate `lastErrorCode` where they know it. */
  lastError: z.string().nullable(),
  /** When the owners were told that it does not work; null once it does again. */
  alarmedAt: instant.nullable(),
  /** Orders placed longer ago are forgotten, with all that is known of them. */
  keepMonths: z.number().int(),
  /** Days of orders brought in at connect. */
  backfill: z.object({ total: z.number().int(), done: z.number().int(), finishedAt: instant.nullable() }).nullable(),
  orderCount: z.number().int(),
  createdAt: instant,
});
export type OrderSource = z.infer<typeof orderSource>;
export const orderSources = z.object({ items: z.array(orderSource) });
export const updateOrderSourceRequest = z
  .object({ name: z.string().trim().min(1).max(120), paused: z.boolean(), keepMonths: z.number().int().min(1).max(120) })
  .partial();
export type UpdateOrderSourceRequest = z.infer<typeof updateOrderSourceRequest>;

/** What a marketplace measures of a shop, week by week (ISO 8601). */
export const figureName = z.enum([
  'CANCELLATIONS',
  'FULFILMENT',
  'PHONE_AVAILABILITY',
  'RESPONSE_TIME',
  'CASE_ITEM_RATIO',
  'TRACK_AND_TRACE',
  'RETURNS',
  'REVIEWS',
]);
export type FigureName = z.infer<typeof figureName>;
export const figure = z.object({
  name: figureName,
  year: z.number().int(),
  week: z.number().int(),
  unit: z.enum(['percentage', 'average']),
  /** A share of 1 for percentages; null: there was nothing to measure. */
  value: z.number().nullable(),
  numerator: z.number().int().nullable(),
  denominator: z.number().int().nullable(),
  /** Null without a value. */
  conforms: z.boolean().nullable(),
  norm: z.object({ condition: z.enum(['<=', '>=']), value: z.number() }).nullable(),
  fetchedAt: instant,
});
export type Figure = z.infer<typeof figure>;
/** Newest week first, one of each name and week: what was measured last. */
export const figures = z.object({ items: z.array(figure) });

const clientId = z.string().trim().min(8).max(100);
const clientSecret = z.string().trim().min(8).max(300);
/** What an owner finds at bol: Instellingen, Diensten, API-instellingen. */
export const bolConnection = z.object({ clientId, clientSecret });
export type BolConnection = z.infer<typeof bolConnection>;
export const bolFailureCode = z.enum(['credentials_refused', 'not_authorised', 'demo_only', 'too_many_requests', 'unreachable', 'refused']);
export type BolFailureCode = z.infer<typeof bolFailureCode>;
/** A failed test is an answer. */
export const bolTestResult = z.object({
  ok: z.boolean(),
  code: bolFailureCode.nullable(),
  /** bol's own words. */
  detail: z.string().nullable(),
});
export type BolTestResult = z.infer<typeof bolTestResult>;
export const connectBolRequest = bolConnection.extend({
  shopId: id,
  name: z.string().trim().min(1).max(120),
  /** bol tells of three months. */
  backfillDays: z.number().int().min(0).max(89),
});
export type ConnectBolRequest = z.infer<typeof connectBolRequest>;
/** What of a connection may be seen; the secret never is. */
export const bolSettings = z.object({ clientId: z.string() });
export type BolSettings = z.infer<typeof bolSettings>;
