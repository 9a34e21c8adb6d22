import { expect, it } from '@jest/globals';
import type { RuleCondition, RuleGroup } from '../contracts/rules.ts';
import { judge, type RuleFacts } from './rule-conditions.ts';

const TEAM = '00000000-0000-7000-8000-000000000001';
const AGENT = '00000000-0000-7000-8000-000000000002';
const facts: RuleFacts = {
  channelKind: 'email',
  channelAccountId: 'account',
  shopId: 'shop',
  status: 'open',
  priority: 'normal',
  teamId: null,
  assigneeId: AGENT,
  tags: ['retour', 'maat'],
  subject: 'Ruilen: schoenen té klein',
  text: 'Goedemorgen,\n\nDe   schoenen zijn te klein.',
  sender: { name: 'Jan de Vries', address: 'Jan@Winkel.Klant.nl' },
  nature: 'personal',
  language: 'nl',
  isKnownCustomer: true,
  hasOrders: false,
  order: { states: ['shipped', 'late', 'return_open'], totalMinor: 12_995, ageDays: 12.5, kind: 'bol' },
  isOpen: false,
};

const words = (field: 'subject' | 'text' | 'sender', op: 'contains' | 'contains_not' | 'is' | 'is_not', ...values: string[]) =>
  ({ field, op, values }) as const;
const one = (field: string, op: string, ...values: string[]) => ({ field, op, values }) as unknown as RuleCondition;
const number = (field: 'order_value' | 'order_age', op: 'at_least' | 'less_than', value: number): RuleCondition => ({
  field,
  op,
  values: [value],
});

const CASES: [RuleCondition, boolean][] = [
  [one('channel', 'is', 'email', 'chat'), true],
  [one('channel', 'is', 'bol'), false],
  [one('channel', 'is_not', 'bol'), true],
  [one('channel', 'is_not', 'email'), false],
  [one('account', 'is', 'account'), true],
  [one('shop', 'is_not', 'shop'), false],
  [one('status', 'is', 'open'), true],
  [one('status', 'is', 'solved', 'closed'), false],
  [one('priority', 'is_not', 'urgent'), true],
  [one('team', 'is', 'none'), true],
  [one('team', 'is', TEAM), false],
  [one('team', 'is_not', TEAM), true],
  [one('assignee', 'is', AGENT), true],
  [one('assignee', 'is', 'none'), false],
  [one('assignee', 'is_not', 'none'), true],
  [one('tags', 'any', 'maat', 'kleur'), true],
  [one('tags', 'any', 'kleur'), false],
  [one('tags', 'all', 'maat', 'retour'), true],
  [one('tags', 'all', 'maat', 'kleur'), false],
  [one('tags', 'none', 'kleur'), true],
  [one('tags', 'none', 'kleur', 'maat'), false],
  [words('subject', 'contains', 'TE KLEIN'), true],
  [words('subject', 'contains', 'te groot', 'ruilen'), true],
  [words('subject', 'contains', 'te groot'), false],
  [words('subject', 'contains_not', 'te groot'), true],
  [words('subject', 'contains_not', 'klein'), false],
  [words('subject', 'is', 'ruilen: schoenen te klein'), true],
  [words('subject', 'is', 'ruilen'), false],
  [words('subject', 'is_not', 'ruilen'), true],
  [words('text', 'contains', 'de schoenen'), true],
  [words('text', 'contains', 'laarzen'), false],
  [words('sender', 'contains', 'klant.nl'), true],
  [words('sender', 'contains', 'de vries'), true],
  [words('sender', 'is', 'jan@winkel.klant.nl'), true],
  [words('sender', 'is_not', 'piet@klant.nl'), true],
  [one('sender_domain', 'is', 'klant.nl'), true],
  [one('sender_domain', 'is', '@winkel.klant.nl'), true],
  [one('sender_domain', 'is', 'ant.nl'), false],
  [one('sender_domain', 'is_not', 'klant.nl'), false],
  [one('sender_domain', 'is_not', 'bol.com'), true],
  [one('nature', 'is', 'automatic', 'list'), false],
  [one('nature', 'is_not', 'automatic', 'list'), true],
  [one('language', 'is', 'nl'), true],
  [one('language', 'is', 'en'), false],
  [one('customer', 'is', 'known'), true],
  [one('customer', 'is', 'new'), false],
  [one('orders', 'is', 'none'), true],
  [one('orders', 'is', 'some'), false],
  [one('order_state', 'is', 'open', 'late'), true],
  [one('order_state', 'is', 'delivered', 'returned'), false],
  [one('order_state', 'is_not', 'delivered'), true],
  [one('order_state', 'is_not', 'delivered', 'return_open'), false],
  [number('order_value', 'at_least', 129.95), true],
  [number('order_value', 'at_least', 130), false],
  [number('order_value', 'less_than', 129.95), false],
  [number('order_value', 'less_than', 130), true],
  [number('order_age', 'at_least', 12), true],
  [number('order_age', 'at_least', 13), false],
  [number('order_age', 'less_than', 13), true],
  [one('order_channel', 'is', 'bol'), true],
  [one('order_channel', 'is_not', 'bol'), false],
  [one('hours', 'is', 'closed'), true],
  [one('hours', 'is', 'open'), false],
];

it.each(CASES)('%j is %s', (condition, held) => {
  expect(judge({ how: 'all', items: [condition] }, facts)).toEqual({ holds: held, checked: [{ condition, held }] });
});

it('holds nothing of an order where there is none, not even what it is not', () => {
  const none = { ...facts, order: null };
  const asked = [
    one('order_state', 'is_not', 'delivered'),
    one('order_channel', 'is_not', 'bol'),
    number('order_value', 'less_than', 1),
    number('order_age', 'less_than', 1),
  ];
  expect(judge({ how: 'any', items: asked }, none)).toMatchObject({ holds: false });
});

const yes = one('status', 'is', 'open');
const no = one('status', 'is', 'closed');
const all = (...items: RuleGroup['items']): RuleGroup => ({ how: 'all', items });
const any = (...items: RuleGroup['items']): RuleGroup => ({ how: 'any', items });

const GROUPS: [string, RuleGroup, boolean][] = [
  ['an empty group', all(), true],
  ['an empty choice', any(), true],
  ['all, all of which hold', all(yes, yes), true],
  ['all, one of which does not', all(yes, no), false],
  ['any, one of which holds', any(no, yes), true],
  ['any, none of which holds', any(no, no), false],
  ['a choice among all', all(yes, any(no, yes)), true],
  ['a choice of none among all', all(yes, any(no, no)), false],
  ['all within a choice', any(no, all(yes, yes)), true],
  ['three levels', all(yes, any(no, all(yes, any(no, yes)))), true],
  ['three levels that end in a no', all(yes, any(no, all(yes, no))), false],
];
it.each(GROUPS)('%s', (_, group, holds) => {
  expect(judge(group, facts).holds).toBe(holds);
});

it('tells of every condition, also of those that were not needed', () => {
  expect(judge(any(yes, all(no, yes)), facts).checked.map(({ held }) => held)).toEqual([true, false, true]);
});

it('takes nobody without an address for one of a domain', () => {
  const nobody = { ...facts, sender: { name: 'klant.nl', address: '' } };
  expect(judge(all(one('sender_domain', 'is', 'klant.nl')), nobody).holds).toBe(false);
});
