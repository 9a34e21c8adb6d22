import type { ChannelKind } from '../contracts/channels.ts';
import type { OrderState } from '../contracts/orders.ts';
import type { CheckedCondition, RuleCondition, RuleGroup } from '../contracts/rules.ts';
import type { Message, Priority, TicketStatus } from '../contracts/tickets.ts';

/** The order that a ticket is about. */
export interface OrderInRules {
  readonly states: readonly OrderState[];
  /** Cents, pence: the smallest unit of its currency. */
  readonly totalMinor: number;
  readonly ageDays: number;
  /** Of its shop: `bol`, say. */
  readonly kind: string;
}

/** What conditions are held against. */
export interface RuleFacts {
  readonly channelKind: ChannelKind;
  readonly channelAccountId: string;
  readonly shopId: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly tags: readonly string[];
  readonly subject: string;
  /** Of the message it is about. */
  readonly text: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly nature: Message['nature'];
  readonly language: 'nl' | 'en' | 'other';
  readonly isKnownCustomer: boolean;
  readonly hasOrders: boolean;
  /** Null: there is none, or nobody knows of any. */
  readonly order: OrderInRules | null;
  readonly isOpen: boolean;
}

export interface Judgement {
  readonly holds: boolean;
  /** All of them in the order of reading, those too that were not needed to decide. */
  readonly checked: CheckedCondition[];
}

/** Does the group hold? Pure, and all of it is told, so that a log can say why. */
export function judge(group: RuleGroup, facts: RuleFacts): Judgement {
  const checked: CheckedCondition[] = [];
  const results = group.items.map((item) => {
    if ('how' in item) {
      const inner = judge(item, facts);
      checked.push(...inner.checked);
      return inner.holds;
    }
    const held = holds(item, facts);
    checked.push({ condition: item, held });
    return held;
  });
  const isMet = group.how === 'all' ? results.every(Boolean) : results.some(Boolean);
  return { holds: results.length === 0 || isMet, checked };
}

function holds(condition: RuleCondition, facts: RuleFacts): boolean {
  switch (condition.field) {
    case 'tags':
      return holdsTags(condition, facts.tags);
    case 'subject':
      return holdsWords(condition, [facts.subject]);
    case 'text':
      return holdsWords(condition, [facts.text]);
    case 'sender':
      return holdsWords(condition, [facts.sender.address, facts.sender.name]);
    case 'sender_domain':
      return condition.values.some((domain) => isOfDomain(facts.sender.address, domain)) === (condition.op === 'is');
    case 'order_state':
    case 'order_value':
    case 'order_age':
    case 'order_channel':
      return facts.order !== null && holdsOrder(condition, facts.order);
    default:
      return (condition.values as readonly string[]).includes(choiceOf(condition.field, facts)) === (condition.op === 'is');
  }
}

type OrderCondition = Extract<RuleCondition, { field: `order_${string}` }>;
type ChoiceField = Exclude<RuleCondition['field'], OrderCondition['field'] | 'tags' | 'subject' | 'text' | 'sender' | 'sender_domain'>;

function choiceOf(field: ChoiceField, facts: RuleFacts): string {
  switch (field) {
    case 'channel':
      return facts.channelKind;
    case 'account':
      return facts.channelAccountId;
    case 'shop':
      return facts.shopId;
    case 'status':
      return facts.status;
    case 'priority':
      return facts.priority;
    case 'team':
      return facts.teamId ?? 'none';
    case 'assignee':
      return facts.assigneeId ?? 'none';
    case 'nature':
      return facts.nature;
    case 'language':
      return facts.language;
    case 'customer':
      return facts.isKnownCustomer ? 'known' : 'new';
    case 'orders':
      return facts.hasOrders ? 'some' : 'none';
    case 'hours':
      return facts.isOpen ? 'open' : 'closed';
  }
}

function holdsOrder(condition: OrderCondition, order: OrderInRules): boolean {
  switch (condition.field) {
    case 'order_state':
      return condition.values.some((state) => order.states.includes(state)) === (condition.op === 'is');
    case 'order_channel':
      return condition.values.includes(order.kind) === (condition.op === 'is');
    case 'order_value':
      return compares(condition, order.totalMinor / 100);
    case 'order_age':
      return compares(condition, order.ageDays);
  }
}

function compares({ op, values: [wanted = 0] }: { op: 'at_least' | 'less_than'; values: readonly number[] }, found: number): boolean {
  return op === 'at_least' ? found >= wanted : found < wanted;
}

function holdsTags({ op, values }: Extract<RuleCondition, { field: 'tags' }>, tags: readonly string[]): boolean {
  if (op === 'all') return values.every((tag) => tags.includes(tag));
  return values.some((tag) => tags.includes(tag)) === (op === 'any');
}

function holdsWords({ op, values }: { op: 'contains' | 'contains_not' | 'is' | 'is_not'; values: string[] }, texts: string[]): boolean {
  const [wanted, found] = [values.map(plain), texts.map(plain)];
  const isFound =
    op === 'is' || op === 'is_not'
      ? wanted.some((word) => found.includes(word))
      : wanted.some((word) => found.some((one) => one.includes(word)));
  return isFound === (op === 'contains' || op === 'is');
}

/** Capitals, accents and the width of gaps do not count. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

function isOfDomain(address: string, domain: string): boolean {
  const own = address.toLowerCase().split('@').at(-1) ?? '';
  const wanted = domain.replace(/^@/, '');
  return address.includes('@') && (own === wanted || own.endsWith(`.${wanted}`));
}
