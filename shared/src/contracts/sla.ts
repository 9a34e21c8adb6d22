import { z } from 'zod';
import { channelKind } from './channels.ts';
import { id, instant } from './common.ts';
import { contactGroup } from './contacts.ts';
import { slaTarget } from './deadlines.ts';
import { priority, tagName } from './tickets.ts';

/** Policies: what is promised to whom; and clocks: how each ticket stands to it. */

/** At most a year. Null: nothing is promised. */
const seconds = z
  .number()
  .int()
  .min(1)
  .max(366 * 86_400)
  .nullable();
/** `business`: only while it is open by the ticket's calendar; `calendar`: every second. */
export const slaHours = z.enum(['business', 'calendar']);
const promise = z.object({
  hours: slaHours,
  seconds: z.object({ low: seconds, normal: seconds, high: seconds, urgent: seconds }),
});
export type SlaPromise = z.infer<typeof promise>;

/** Empty: whatever it is. Otherwise one of those named; of tags and groups, one of those that the ticket or its customer has. All of the lists must agree. */
const conditions = z.object({
  shopIds: z.array(id).max(200),
  channelAccountIds: z.array(id).max(200),
  channelKinds: z.array(channelKind).max(50),
  priorities: z.array(priority),
  tags: z.array(tagName).max(50),
  teamIds: z.array(id).max(200),
  contactGroups: z.array(contactGroup).max(50),
});
export type SlaConditions = z.infer<typeof conditions>;

/** In which statuses the clock stands still. */
const pauses = z.object({ pending: z.boolean(), snoozed: z.boolean() });

export const slaAction = z.discriminatedUnion('kind', [
  /** `assignee`: nobody, when nobody has it. `team`: the members of the ticket's team. `leads`: leads and owners. */
  z.object({ kind: z.literal('notify'), who: z.enum(['assignee', 'team', 'leads']) }),
  z.object({ kind: z.literal('notify_agent'), agentId: id }),
  /** A priority that is as high already stays. */
  z.object({ kind: z.literal('raise_priority'), to: z.enum(['normal', 'high', 'urgent']) }),
  z.object({ kind: z.literal('assign_agent'), agentId: id }),
  /** Whoever has it loses it. */
  z.object({ kind: z.literal('assign_team'), teamId: id }),
  /** POST of `slaWebhook`, signed (see `slaWebhookSecret`); tried again for a day. */
  z.object({ kind: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
]);
export type SlaAction = z.infer<typeof slaAction>;

/** What is done at a warning, at a breach, or `minutes` (by the clock on the wall) after it, if what was promised is not done by then. */
export const slaStep = z.object({
  when: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('warned') }),
    z.object({ kind: z.literal('breached') }),
    z.object({ kind: z.literal('overdue'), minutes: z.number().int().min(1).max(43_200) }),
  ]),
  /** Empty: of all. */
  targets: z.array(slaTarget),
  action: slaAction,
});
export type SlaStep = z.infer<typeof slaStep>;

export const slaTerms = z.object({
  conditions,
  promises: z.object({
    first_response: promise,
    next_response: promise,
    resolution: promise,
    speed_of_answer: promise,
  }),
  /** Of the time that is promised, in percent; null: no warning. */
  warnAtPercent: z.number().int().min(10).max(99).nullable(),
  pauses: z.object({ response: pauses, resolution: pauses }),
  steps: z.array(slaStep).max(30),
});
export type SlaTerms = z.infer<typeof slaTerms>;

export const savePolicyRequest = z.object({ name: z.string().trim().min(1).max(120), active: z.boolean(), terms: slaTerms });
export type SavePolicyRequest = z.infer<typeof savePolicyRequest>;
export const slaPolicy = savePolicyRequest.extend({ id });
export type SlaPolicy = z.infer<typeof slaPolicy>;
/** In order: the first active one whose conditions a ticket meets is the ticket's. */
export const slaPolicyList = z.object({ items: z.array(slaPolicy) });
/** All of them, each once, in the order they are to have. */
export const orderPoliciesRequest = z.object({ ids: z.array(id).min(1).max(500) });
export type OrderPoliciesRequest = z.infer<typeof orderPoliciesRequest>;

/** After a change of policies or calendars the clocks of all open tickets are computed anew. Null: that never happened. */
export const slaRecompute = z.object({
  total: z.number().int(),
  done: z.number().int(),
  startedAt: instant,
  /** Null while it goes on. */
  finishedAt: instant.nullable(),
});
export type SlaRecompute = z.infer<typeof slaRecompute>;
export const slaRecomputeState = z.object({ recompute: slaRecompute.nullable() });

/**
 * A stretch of a clock. `running`: it counts (in business hours only while it is open). Else it stands still, because the ticket was
 * `pending` or `snoozed`, or because it was `done` (solved, closed or spam) before it was opened again.
 */
export const clockSpan = z.object({
  from: instant,
  /** Null: until now. */
  until: instant.nullable(),
  what: z.enum(['running', 'pending', 'snoozed', 'done']),
});
export type ClockSpan = z.infer<typeof clockSpan>;

/**
 * `breached` with `endedAt` null: overdue, and still to be done. `cancelled`: nothing is owed any more (solved without an answer, merged,
 * no policy), and it counts neither as met nor as breached.
 */
export const slaClock = z.object({
  id,
  target: slaTarget,
  state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
  /** The message that started it. */
  messageId: id,
  policyId: id.nullable(),
  calendarId: id.nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  promisedSeconds: z.number().int(),
  /** Of counting time, until it ended, or until it was computed last. */
  workedSeconds: z.number().int(),
  warnAt: instant.nullable(),
  /** Null while it is paused before its time. */
  dueAt: instant.nullable(),
  warnedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  /** Its warning or breach was told when its time was over for long, as nobody could tell it in time. */
  late: z.boolean(),
  spans: z.array(clockSpan),
});
export type SlaClock = z.infer<typeof slaClock>;
/** Oldest first. */
export const ticketClocks = z.object({ items: z.array(slaClock) });

/** Header `X-Balie-Signature: t=<seconds since 1970>,v1=<hex of HMAC-SHA-256 over "<t>.<body>" with this secret>`. */
export const slaWebhookSecret = z.object({ secret: z.string() });
/** `id` is the same each time it is tried again. */
export const slaWebhook = z.object({
  id: z.string(),
  type: z.enum(['sla.warned', 'sla.breached', 'sla.overdue']),
  at: instant,
  late: z.boolean(),
  clock: z.object({ target: slaTarget, startedAt: instant, dueAt: instant }),
  ticket: z.object({
    id,
    number: z.number().int(),
    subject: z.string(),
    status: z.string(),
    priority,
    shopId: id,
    assigneeId: id.nullable(),
    teamId: id.nullable(),
  }),
});
export type SlaWebhook = z.infer<typeof slaWebhook>;
