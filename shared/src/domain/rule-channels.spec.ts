import { expect, it } from '@jest/globals';
import type { RuleGroup, RuleTerms } from '../contracts/rules.ts';
import { mayConcern, silentOn } from './rule-channels.ts';

const channel = (op: 'is' | 'is_not', ...values: string[]) => ({ field: 'channel' as const, op, values });
const open = { field: 'status' as const, op: 'is' as const, values: ['open' as const] };
const terms = (group: RuleGroup, kind: 'answer' | 'note' = 'answer'): RuleTerms => ({
  when: [{ kind: 'created' }],
  conditions: group as RuleTerms['conditions'],
  actions: [kind === 'answer' ? { kind, text: { nl: 'Hoi', en: '' }, once: 'day' } : { kind, text: 'Hoi' }],
  stop: false,
});
const channels = [
  { channelKind: 'email', allowed: true },
  { channelKind: 'bol', allowed: false },
];

it.each<[RuleGroup, boolean]>([
  [{ how: 'all', items: [] }, true],
  [{ how: 'all', items: [channel('is', 'bol')] }, true],
  [{ how: 'all', items: [channel('is', 'email')] }, false],
  [{ how: 'all', items: [channel('is_not', 'bol'), open] }, false],
  [{ how: 'any', items: [channel('is', 'email'), open] }, true],
  [{ how: 'any', items: [channel('is', 'email')] }, false],
  [{ how: 'all', items: [open, { how: 'any', items: [channel('is', 'email'), channel('is', 'bol')] }] }, true],
])('%j may concern bol: %s', (group, may) => {
  expect(mayConcern(group, 'bol')).toBe(may);
});

it('tells where a rule that answers would be silent, and whether that is everywhere', () => {
  expect(silentOn(terms({ how: 'all', items: [] }), channels)).toEqual({ silent: [channels[1]], everywhere: false });
  expect(silentOn(terms({ how: 'all', items: [channel('is', 'bol')] }), channels)).toEqual({ silent: [channels[1]], everywhere: true });
  expect(silentOn(terms({ how: 'all', items: [channel('is', 'email')] }), channels)).toEqual({ silent: [], everywhere: false });
  expect(silentOn(terms({ how: 'all', items: [] }, 'note'), channels)).toEqual({ silent: [], everywhere: false });
});
