import { z } from 'zod';
import { channelKind } from './channels.ts';
import { id, instant, page, pageQuery } from './common.ts';
import { orderState } from './orders.ts';
import { messageNature, priority, tagName, ticketStatus } from './tickets.ts';

/** Rules: when something happens, if conditions hold, then something is done. */

/** Since when time is counted: it came in, the customer waits for us, we wait for the customer, the status is what it is. */
export const ruleSince = z.enum(['created', 'customer_waits', 'we_answered', 'status']);
export type RuleSince = z.infer<typeof ruleSince>;

export const ruleTrigger = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum([
      'created',
      'message_in',
      'message_out',
      'status_changed',
      'assigned',
      'priority_changed',
      'call_missed',
      'sla_warned',
      'sla_breached',
    ]),
  }),
  /** Empty: any. */
  z.object({ kind: z.literal('tag_added'), tags: z.array(tagName).max(50) }),
  /** `business`: only while it is open counts. What was over already when the rule was switched on stays as it is. */
  z.object({
    kind: z.literal('time_passed'),
    since: ruleSince,
    minutes: z
      .number()
      .int()
      .min(1)
      .max(366 * 1_440),
    hours: z.enum(['business', 'calendar']),
  }),
]);
export type RuleTrigger = z.infer<typeof ruleTrigger>;
export type RuleTriggerKind = RuleTrigger['kind'];

const oneOf = <Field extends string, Value extends z.ZodType>(field: Field, value: Value) =>
  z.object({ field: z.literal(field), op: z.enum(['is', 'is_not']), values: z.array(value).min(1).max(100) });
const words = <Field extends string>(field: Field) =>
  z.object({
    field: z.literal(field),
    op: z.enum(['contains', 'contains_not', 'is', 'is_not']),
    /** One of these; capitals and accents do not count. */
    values: z.array(z.string().trim().min(1).max(300)).min(1).max(50),
  });
/** With one number. */
const compared = <Field extends string>(field: Field, most: number) =>
  z.object({ field: z.literal(field), op: z.enum(['at_least', 'less_than']), values: z.array(z.number().min(0).max(most)).length(1) });
const idOrNone = z.union([id, z.literal('none')]);

export const ruleCondition = z.discriminatedUnion('field', [
  oneOf('channel', channelKind),
  oneOf('account', id),
  oneOf('shop', id),
  oneOf('status', ticketStatus),
  oneOf('priority', priority),
  oneOf('team', idOrNone),
  oneOf('assignee', idOrNone),
  z.object({ field: z.literal('tags'), op: z.enum(['any', 'all', 'none']), values: z.array(tagName).min(1).max(50) }),
  words('subject'),
  words('text'),
  words('sender'),
  /** `klant.nl` means its sub-domains, too. */
  oneOf('sender_domain', z.string().trim().toLowerCase().min(1).max(255)),
  oneOf('nature', messageNature),
  oneOf('language', z.enum(['nl', 'en', 'other'])),
  /** `known`: they have been here before, with another ticket. */
  oneOf('customer', z.enum(['new', 'known'])),
  oneOf('orders', z.enum(['some', 'none'])),
  /** Of the order that the message names, else of the customer's newest one. Without an order none of these holds. */
  oneOf('order_state', orderState),
  /** In whole units of its currency. */
  compared('order_value', 1_000_000),
  /** In days since it was placed. */
  compared('order_age', 3_650),
  /** The kind of shop that knows the order. */
  oneOf('order_channel', z.string().trim().min(1).max(40)),
  oneOf('hours', z.enum(['open', 'closed'])),
]);
export type RuleCondition = z.infer<typeof ruleCondition>;
export type RuleField = RuleCondition['field'];

/** `all` of them hold, or `any` of them does. An empty group holds. */
const how = z.enum(['all', 'any']);
const innermost = z.object({ how, items: z.array(ruleCondition).max(30) });
const inner = z.object({ how, items: z.array(z.union([ruleCondition, innermost])).max(30) });
/** Three levels: more than anybody reads. */
export const ruleGroup = z.object({ how, items: z.array(z.union([ruleCondition, inner])).max(30) });
export interface RuleGroup {
  how: 'all' | 'any';
  items: (RuleCondition | RuleGroup)[];
}

const text = z.string().trim().max(10_000);
export const ruleAction = z.discriminatedUnion('kind', [
  /** Null: nobody. */
  z.object({ kind: z.literal('assign_agent'), agentId: id.nullable() }),
  z.object({ kind: z.literal('assign_team'), teamId: id.nullable() }),
  z.object({ kind: z.literal('add_tags'), tags: z.array(tagName).min(1).max(20) }),
  z.object({ kind: z.literal('remove_tags'), tags: z.array(tagName).min(1).max(20) }),
  z.object({ kind: z.literal('priority'), to: priority }),
  z.object({ kind: z.literal('status'), to: z.enum(['open', 'pending', 'solved', 'closed', 'spam']) }),
  /** Until it opens again, or for so many hours. */
  z.object({ kind: z.literal('snooze'), hours: z.number().int().min(1).max(8_760).nullable() }),
  z.object({ kind: z.literal('note'), text: text.min(1) }),
  /** To the customer, in their language, with variables (see `TEXT_VARIABLES`). `once`: per customer in a day, or while it is closed. */
  z.object({ kind: z.literal('answer'), text: z.object({ nl: text.min(1), en: text }), once: z.enum(['day', 'closing']) }),
  /** POST of `ruleWebhook`, signed as those of policies are. */
  z.object({ kind: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  z.object({ kind: z.literal('notify'), who: z.enum(['assignee', 'team', 'leads']) }),
  z.object({ kind: z.literal('notify_agent'), agentId: id }),
]);
export type RuleAction = z.infer<typeof ruleAction>;
export type RuleActionKind = RuleAction['kind'];

export const ruleTerms = z.object({
  /** Any of them. */
  when: z.array(ruleTrigger).min(1).max(10),
  conditions: ruleGroup,
  actions: z.array(ruleAction).min(1).max(20),
  /** Rules below this one are not looked at any more. */
  stop: z.boolean(),
});
export type RuleTerms = z.infer<typeof ruleTerms>;

export const saveRuleRequest = z.object({ name: z.string().trim().min(1).max(120), active: z.boolean(), terms: ruleTerms });
export type SaveRuleRequest = z.infer<typeof saveRuleRequest>;
export const rule = saveRuleRequest.extend({
  id,
  /** It ran wild, so it switched itself off: on this ticket. */
  switchedOff: z.object({ at: instant, ticketId: id, ticketNumber: z.number().int() }).nullable(),
  /** In the last 30 days. */
  fired: z.number().int(),
  lastFiredAt: instant.nullable(),
});
export type Rule = z.infer<typeof rule>;
/** In order. */
export const ruleList = z.object({ items: z.array(rule) });
/** All of them, each once. */
export const orderRulesRequest = z.object({ ids: z.array(id).min(1).max(500) });
export type OrderRulesRequest = z.infer<typeof orderRulesRequest>;

/** A condition as it was found, and whether it held. */
export const checkedCondition = z.object({ condition: ruleCondition, held: z.boolean() });
export type CheckedCondition = z.infer<typeof checkedCondition>;

/**
 * `done`: something is different now. `nothing`: it was like that already, or what it names is gone. `refused`: the channel, or good
 * manners, forbid it (`reason` in words, or a key of `reasons`).
 */
export const ruleEffect = z.object({
  action: ruleAction,
  outcome: z.enum(['done', 'nothing', 'refused']),
  reason: z.string().nullable(),
});
export type RuleEffect = z.infer<typeof ruleEffect>;

export const ruleRun = z.object({
  id,
  ruleId: id,
  ruleName: z.string(),
  ticketId: id,
  ticketNumber: z.number().int(),
  ticketSubject: z.string(),
  when: z.enum([...ruleTrigger.options[0].shape.kind.options, 'tag_added', 'time_passed']),
  /** `braked`: it would have gone round in circles. `failed`: something broke; nothing of it is done. */
  outcome: z.enum(['fired', 'braked', 'failed']),
  reason: z.string().nullable(),
  checked: z.array(checkedCondition),
  effects: z.array(ruleEffect),
  at: instant,
});
export type RuleRun = z.infer<typeof ruleRun>;
/** Newest first. */
export const ruleRunPage = page(ruleRun);
export const ruleRunsQuery = pageQuery.extend({ ruleId: id.optional(), ticketId: id.optional() });
export type RuleRunsQuery = z.infer<typeof ruleRunsQuery>;

export const dryRunRequest = z.object({ terms: ruleTerms, days: z.number().int().min(1).max(90) });
export type DryRunRequest = z.infer<typeof dryRunRequest>;
export const dryRunMatch = z.object({
  ticketId: id,
  ticketNumber: z.number().int(),
  ticketSubject: z.string(),
  customer: z.string(),
  at: instant,
  checked: z.array(checkedCondition),
  effects: z.array(ruleEffect),
});
export type DryRunMatch = z.infer<typeof dryRunMatch>;
/** Nothing was changed. Tickets are judged as they are now. */
export const dryRunResult = z.object({
  looked: z.number().int(),
  /** There were more than are looked at: the newest were. */
  capped: z.boolean(),
  matched: z.number().int(),
  /** The first hundred. */
  matches: z.array(dryRunMatch),
});
export type DryRunResult = z.infer<typeof dryRunResult>;

/** Where machines may not answer, and why, in words. */
export const answerRules = z.object({ items: z.array(z.object({ channelKind, allowed: z.boolean(), reason: z.string().nullable() })) });
export type AnswerRules = z.infer<typeof answerRules>;

/** `id` is the same each time it is tried again. */
export const ruleWebhook = z.object({
  id: z.string(),
  type: z.literal('rule.fired'),
  at: instant,
  rule: z.object({ id, name: z.string() }),
  when: z.string(),
  ticket: z.object({
    id,
    number: z.number().int(),
    subject: z.string(),
    status: z.string(),
    priority,
    shopId: id,
    assigneeId: id.nullable(),
    teamId: id.nullable(),
    tags: z.array(z.string()),
  }),
});
export type RuleWebhook = z.infer<typeof ruleWebhook>;
