import type { RuleTerms } from '@balie/shared/contracts/rules.ts';
import type { TFunction } from 'i18next';

export const EXAMPLES = ['closed', 'returns', 'machines', 'silence', 'missed', 'urgent'] as const;
export type ExampleName = (typeof EXAMPLES)[number];

/** Rules that most shops want: a beginning, to be changed and tried out. */
export function exampleTerms(name: ExampleName, t: TFunction<'rules'>): RuleTerms {
  const base: RuleTerms = { when: [{ kind: 'created' }], conditions: { how: 'all', items: [] }, actions: [], stop: false };
  switch (name) {
    case 'closed':
      return {
        ...base,
        when: [{ kind: 'message_in' }],
        conditions: {
          how: 'all',
          items: [
            { field: 'hours', op: 'is', values: ['closed'] },
            { field: 'nature', op: 'is', values: ['personal'] },
            { field: 'status', op: 'is_not', values: ['spam'] },
          ],
        },
        actions: [{ kind: 'answer', text: { nl: t('example.closed.nl'), en: t('example.closed.en') }, once: 'closing' }],
      };
    case 'returns':
      return {
        ...base,
        conditions: {
          how: 'any',
          items: [
            { field: 'subject', op: 'contains', values: ['retour', 'ruilen', 'terugsturen', 'return'] },
            { field: 'text', op: 'contains', values: ['retourneren', 'ruilen', 'terugsturen'] },
          ],
        },
        actions: [{ kind: 'add_tags', tags: ['retour'] }],
      };
    case 'machines':
      return {
        ...base,
        conditions: { how: 'all', items: [{ field: 'nature', op: 'is', values: ['list'] }] },
        actions: [
          { kind: 'add_tags', tags: ['nieuwsbrief'] },
          { kind: 'status', to: 'closed' },
        ],
        stop: true,
      };
    case 'silence':
      return {
        ...base,
        when: [{ kind: 'time_passed', since: 'we_answered', minutes: 7 * 1_440, hours: 'calendar' }],
        conditions: { how: 'all', items: [{ field: 'status', op: 'is', values: ['pending'] }] },
        actions: [{ kind: 'status', to: 'solved' }],
      };
    case 'missed':
      return {
        ...base,
        when: [{ kind: 'call_missed' }],
        actions: [
          { kind: 'priority', to: 'high' },
          { kind: 'notify', who: 'leads' },
        ],
      };
    case 'urgent':
      return {
        ...base,
        when: [{ kind: 'sla_warned' }],
        conditions: { how: 'all', items: [{ field: 'assignee', op: 'is', values: ['none'] }] },
        actions: [
          { kind: 'priority', to: 'urgent' },
          { kind: 'notify', who: 'leads' },
        ],
      };
  }
}
