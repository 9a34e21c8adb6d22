import type { MacroChanges } from '@balie/shared/contracts/macros.ts';
import { Select, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { Fields } from '../editing/fields.tsx';

const STATUSES = ['pending', 'solved', 'open'] as const;
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

interface MacroChangesFieldsProps {
  readonly changes: MacroChanges;
  readonly onChange: (changes: MacroChanges) => void;
}

/** What is done when the answer is sent; a field that is empty does nothing. */
export function MacroChangesFields({ changes, onChange }: MacroChangesFieldsProps) {
  const { t } = useTranslation('macros');
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ active }) => active);
  const teams = useQuery(teamsQuery).data ?? [];
  const tags = (useQuery(tagsQuery).data ?? []).map(({ name }) => name);
  const set = <Key extends keyof MacroChanges>(key: Key, value: MacroChanges[Key] | undefined) => {
    const { [key]: _, ...rest } = changes;
    onChange(value === undefined || (Array.isArray(value) && value.length === 0) ? rest : { ...rest, [key]: value });
  };
  const tidy = (chosen: readonly string[]) =>
    chosen.map((tag) =>
      tag
        .trim()
        .toLowerCase()
        .replaceAll(/[\s,]+/g, '-'),
    );
  return (
    <Fields>
      <TagsInput
        label={t('change.labelAdd')}
        data={tags}
        acceptValueOnBlur
        placeholder={changes.addTags?.length ? '' : t('change.same')}
        value={changes.addTags ?? []}
        onChange={(chosen) => set('addTags', tidy(chosen))}
      />
      <TagsInput
        label={t('change.labelRemove')}
        data={tags}
        acceptValueOnBlur
        placeholder={changes.removeTags?.length ? '' : t('change.same')}
        value={changes.removeTags ?? []}
        onChange={(chosen) => set('removeTags', tidy(chosen))}
      />
      <Select
        label={t('change.labelStatus')}
        placeholder={t('change.usual')}
        clearable
        data={STATUSES.map((status) => ({ value: status, label: t(`tickets:status.${status}`) }))}
        value={changes.status ?? null}
        onChange={(chosen) =>
          set(
            'status',
            STATUSES.find((status) => status === chosen),
          )
        }
      />
      <Select
        label={t('change.labelPriority')}
        placeholder={t('change.same')}
        clearable
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`tickets:priority.${priority}`) }))}
        value={changes.priority ?? null}
        onChange={(chosen) =>
          set(
            'priority',
            PRIORITIES.find((priority) => priority === chosen),
          )
        }
      />
      <Select
        label={t('change.labelAssignee')}
        placeholder={t('change.same')}
        clearable
        data={[{ value: 'me', label: t('sender') }, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
        value={changes.assigneeId ?? null}
        onChange={(chosen) => set('assigneeId', chosen ?? undefined)}
      />
      <Select
        label={t('change.labelTeam')}
        placeholder={t('change.same')}
        clearable
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={changes.teamId ?? null}
        onChange={(chosen) => set('teamId', chosen ?? undefined)}
      />
    </Fields>
  );
}
