import type { RuleTrigger, RuleTriggerKind } from '@balie/shared/contracts/rules.ts';
import { z } from 'zod';
import type { HappenedActivity, HappenedMessage } from '../tickets/public.ts';

/** Something that happened to a ticket, as rules see it. */
export interface Happening {
  /** The same each time it is told. */
  readonly key: string;
  readonly when: RuleTriggerKind;
  readonly ticketId: string;
  /** The customer's message that it is about. */
  readonly messageId: string | null;
  readonly tags: readonly string[];
  /** The rules that led to it, the first one first; empty: people did, or time. */
  readonly chain: readonly string[];
}

interface Received {
  readonly ticketId: string;
  readonly messageId: string;
  readonly created: boolean;
  readonly silent: boolean;
}

/** What providers tell of a message much later is no new answer. */
const FRESH_MS = 10 * 60_000;
const OF_ACTIVITIES: Partial<Record<HappenedActivity['type'], RuleTriggerKind>> = {
  created: 'created',
  split_from: 'created',
  status_changed: 'status_changed',
  snoozed: 'status_changed',
  woken: 'status_changed',
  reopened: 'status_changed',
  assigned: 'assigned',
  team_changed: 'assigned',
  priority_changed: 'priority_changed',
  tags_changed: 'tag_added',
};
const ruleOf = z.object({ rule: z.object({ chain: z.array(z.string()) }) });
const addedTags = z.object({ added: z.array(z.string()) });

/** What events of tickets mean to rules, in the order in which it happened. History that comes in silently means nothing. */
export function happeningsOf(
  received: readonly Received[],
  messages: readonly HappenedMessage[],
  activities: readonly HappenedActivity[],
  now: Date,
): Happening[] {
  const silent = new Set(received.filter((one) => one.silent).map(({ messageId }) => messageId));
  const incoming = received
    .filter((one) => !one.silent)
    .flatMap(({ ticketId, messageId, created }) => [
      ...(created ? [happening('created', ticketId, `created:${ticketId}`, { messageId })] : []),
      happening('message_in', ticketId, `in:${messageId}`, { messageId }),
    ]);
  return [
    ...incoming,
    ...messages.filter(({ id }) => !silent.has(id)).flatMap((message) => ofMessage(message, now)),
    ...activities.flatMap(ofActivity),
  ];
}

function ofMessage(message: HappenedMessage, now: Date): Happening[] {
  const { id, ticketId, call } = message;
  if (call)
    return call.direction === 'inbound' && call.outcome === 'missed'
      ? [happening('call_missed', ticketId, `missed:${id}`, { messageId: id })]
      : [];
  const isSent =
    message.deliveryState === 'sent' ||
    (['delivered', 'read'].includes(message.deliveryState) && now.getTime() - message.at.getTime() < FRESH_MS);
  const isAnswer = isSent && message.direction === 'outbound' && message.nature === 'personal' && !message.aside;
  return isAnswer ? [happening('message_out', ticketId, `out:${id}`)] : [];
}

function ofActivity({ id, ticketId, type, data }: HappenedActivity): Happening[] {
  const when = OF_ACTIVITIES[type];
  if (!when) return [];
  const tags = addedTags.safeParse(data).data?.added ?? [];
  if (when === 'tag_added' && tags.length === 0) return [];
  const key = when === 'created' ? `created:${ticketId}` : `activity:${id}`;
  return [happening(when, ticketId, key, { tags, chain: ruleOf.safeParse(data).data?.rule.chain ?? [] })];
}

export function happening(when: RuleTriggerKind, ticketId: string, key: string, more: Partial<Happening> = {}): Happening {
  return { when, ticketId, key, messageId: null, tags: [], chain: [], ...more };
}

/** Rules that wait are set off by the watch, and by nothing else. */
export function isMeant(trigger: RuleTrigger, { when, tags }: Happening): boolean {
  if (trigger.kind !== when || trigger.kind === 'time_passed') return false;
  return trigger.kind !== 'tag_added' || trigger.tags.length === 0 || trigger.tags.some((tag) => tags.includes(tag));
}
