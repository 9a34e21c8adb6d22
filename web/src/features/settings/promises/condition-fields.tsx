import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { MultiSelect, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery, teamsQuery } from '../../../lib/directory.ts';
import { contactGroupsQuery, tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { Fields } from '../editing/fields.tsx';
import { PRIORITIES } from './use-policy-summary.ts';

type Conditions = SlaTerms['conditions'];
interface ConditionFieldsProps {
  readonly conditions: Conditions;
  readonly onChange: (conditions: Conditions) => void;
}

/** For which tickets; a field that is empty asks nothing. */
export function ConditionFields({ conditions, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation('promises');
  const shops = useQuery(shopsQuery).data ?? [];
  const channels = useQuery(channelAccountsQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const tags = useQuery(tagsQuery).data ?? [];
  const groups = useQuery(contactGroupsQuery).data ?? [];
  const kinds = [...new Set([...channels.map(({ kind }) => kind), ...conditions.channelKinds])];
  const set = (changes: Partial<Conditions>) => onChange({ ...conditions, ...changes });
  const named = (things: readonly { readonly id: string; readonly name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }));
  const placeholder = (chosen: readonly unknown[]) => (chosen.length === 0 ? { placeholder: t('conditions.any') } : {});
  return (
    <Fields>
      <MultiSelect
        label={t('conditions.shops')}
        data={named(shops)}
        value={conditions.shopIds}
        onChange={(shopIds) => set({ shopIds })}
        {...placeholder(conditions.shopIds)}
      />
      <MultiSelect
        label={t('conditions.kinds')}
        data={kinds.map((kind) => ({ value: kind, label: t(`tickets:channel.${kind}`, { defaultValue: kind }) }))}
        value={conditions.channelKinds}
        onChange={(channelKinds) => set({ channelKinds })}
        {...placeholder(conditions.channelKinds)}
      />
      <MultiSelect
        label={t('conditions.channels')}
        data={named(channels)}
        value={conditions.channelAccountIds}
        onChange={(channelAccountIds) => set({ channelAccountIds })}
        {...placeholder(conditions.channelAccountIds)}
      />
      <MultiSelect
        label={t('conditions.teams')}
        data={named(teams)}
        value={conditions.teamIds}
        onChange={(teamIds) => set({ teamIds })}
        {...placeholder(conditions.teamIds)}
      />
      <MultiSelect
        label={t('conditions.priorities')}
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`tickets:priority.${priority}`) }))}
        value={conditions.priorities}
        onChange={(chosen) => set({ priorities: PRIORITIES.filter((priority) => chosen.includes(priority)) })}
        {...placeholder(conditions.priorities)}
      />
      <TagsInput
        label={t('conditions.tags')}
        data={tags.map(({ name }) => name)}
        value={conditions.tags}
        onChange={(chosen) => set({ tags: chosen })}
        {...placeholder(conditions.tags)}
      />
      <TagsInput
        label={t('conditions.groups')}
        data={groups.map(({ name }) => name)}
        value={conditions.contactGroups}
        onChange={(chosen) => set({ contactGroups: chosen })}
        {...placeholder(conditions.contactGroups)}
      />
    </Fields>
  );
}
