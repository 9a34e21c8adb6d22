import { z } from 'zod';
import { chatCart, chatFieldDemand, chatOrder, chatPage } from './chat.ts';
import { id, instant, locale } from './common.ts';

/** Live chat as owners set it up and agents see it. What the widget says stands in `chat.ts`. */

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Open on this weekday (1 Monday … 7 Sunday), from `opens` until `closes` (24:00 is the end of the day), in the shop's time zone. */
export const openingWindow = z
  .object({ day: z.number().int().min(1).max(7), opens: clockTime, closes: z.union([clockTime, z.literal('24:00')]) })
  .refine(({ opens, closes }) => opens < closes);
export type OpeningWindow = z.infer<typeof openingWindow>;

export const chatHours = z.object({
  timeZone: z.string().min(1).max(60),
  /** Empty: nobody is ever promised an answer. */
  windows: z.array(openingWindow).max(50),
});
export type ChatHours = z.infer<typeof chatHours>;

/** A domain covers what lies below it: `shop.nl` also `www.shop.nl`. */
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(localhost|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)$/)
  .max(253);

export const chatLook = z.object({
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  language: locale,
  /** Empty: the widget's own words. */
  greeting: z.object({ nl: z.string().trim().max(500), en: z.string().trim().max(500) }),
  preChat: z.object({ name: chatFieldDemand, email: chatFieldDemand }),
  hours: chatHours,
  /** Of a question that comes while it is closed: so long after opening it is answered at the latest. */
  answerWithinMinutes: z.number().int().min(5).max(1_440),
  domains: z.array(domain).min(1).max(50),
  identityRequired: z.boolean(),
  /** Answers that a visitor who left has not seen go on by mail after this time. */
  mailAfterMinutes: z.number().int().min(1).max(1_440),
});
export type ChatLook = z.infer<typeof chatLook>;

export const connectChatRequest = z.object({ shopId: id, name: z.string().trim().min(1).max(120), look: chatLook });
export type ConnectChatRequest = z.infer<typeof connectChatRequest>;
export const updateChatRequest = chatLook.partial();
export type UpdateChatRequest = z.infer<typeof updateChatRequest>;

export const chatSettings = z.object({
  key: z.string(),
  /** For the shop's page. */
  snippet: z.string(),
  look: chatLook,
  /** A page of the shop has loaded the chat. */
  seen: z.boolean(),
  /** Unseen answers can go on by mail: the shop has a mail account that sends. */
  mailWorks: z.boolean(),
  /** Secret with which the shop's server vouches for its customers; the secret itself is shown once. */
  identity: z.object({
    createdAt: instant.nullable(),
    /** Until then the one before works, too. */
    previousUntil: instant.nullable(),
  }),
});
export type ChatSettings = z.infer<typeof chatSettings>;
/** Shown once. */
export const newChatSecret = z.object({ secret: z.string(), settings: chatSettings });
export type NewChatSecret = z.infer<typeof newChatSecret>;

/** A visitor, for who talks with them. */
export const visitorCard = z.object({
  id,
  name: z.string(),
  email: z.string(),
  /** The shop vouches for who it is. */
  verified: z.boolean(),
  online: z.boolean(),
  lastSeenAt: instant,
  page: chatPage.nullable(),
  /** Program and system: "Firefox, Windows"; empty when unknown. */
  browser: z.string(),
  language: locale,
  cart: chatCart.nullable(),
  order: chatOrder.nullable(),
  blocked: z.boolean(),
  /** Where they came from last: is it known, and until when is everybody kept out who comes from there. */
  address: z.object({ known: z.boolean(), blockedUntil: instant.nullable() }),
});
export type VisitorCard = z.infer<typeof visitorCard>;
/** `address`: for 30 days, whoever else comes from their internet address is kept out, too. Who is let in again may come from there again. */
export const blockVisitorRequest = z.object({ blocked: z.boolean(), address: z.boolean().default(false) });
export type BlockVisitorRequest = z.infer<typeof blockVisitorRequest>;
