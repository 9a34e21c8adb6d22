import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contactGroupsQuery, tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { AnyOf } from '../editing/any-of.tsx';
import { Fields } from '../editing/fields.tsx';
import { useDirectoryChoices } from '../editing/use-directory-choices.ts';
import { PRIORITIES } from './use-policy-summary.ts';

type Conditions = SlaTerms['conditions'];
interface ConditionFieldsProps {
  readonly conditions: Conditions;
  readonly onChange: (conditions: Conditions) => void;
}

/** For which tickets; a field that is empty asks nothing. */
export function ConditionFields({ conditions, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation('promises');
  const { shops, accounts, teams, kinds } = useDirectoryChoices();
  const tags = useQuery(tagsQuery).data ?? [];
  const groups = useQuery(contactGroupsQuery).data ?? [];
  const set = (changes: Partial<Conditions>) => onChange({ ...conditions, ...changes });
  const words = (things: readonly { readonly name: string }[]) => things.map(({ name }) => ({ value: name, label: name }));
  return (
    <Fields>
      <AnyOf label={t('conditions.shops')} choices={shops} values={conditions.shopIds} onChange={(shopIds) => set({ shopIds })} />
      <AnyOf
        label={t('conditions.kinds')}
        choices={kinds(conditions.channelKinds)}
        values={conditions.channelKinds}
        onChange={(channelKinds) => set({ channelKinds })}
      />
      <AnyOf
        label={t('conditions.channels')}
        choices={accounts}
        values={conditions.channelAccountIds}
        onChange={(channelAccountIds) => set({ channelAccountIds })}
      />
      <AnyOf label={t('conditions.teams')} choices={teams} values={conditions.teamIds} onChange={(teamIds) => set({ teamIds })} />
      <AnyOf
        label={t('conditions.priorities')}
        choices={PRIORITIES.map((priority) => ({ value: priority, label: t(`tickets:priority.${priority}`) }))}
        values={conditions.priorities}
        onChange={(chosen) => set({ priorities: PRIORITIES.filter((priority) => chosen.includes(priority)) })}
      />
      <AnyOf
        isOpen
        label={t('conditions.tags')}
        choices={words(tags)}
        values={conditions.tags}
        onChange={(chosen) => set({ tags: chosen })}
      />
      <AnyOf
        isOpen
        label={t('conditions.groups')}
        choices={words(groups)}
        values={conditions.contactGroups}
        onChange={(contactGroups) => set({ contactGroups })}
      />
    </Fields>
  );
}
