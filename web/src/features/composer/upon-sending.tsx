import type { SendingChanges } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAgents, useTeams } from '../../lib/tickets/names.ts';
import styles from './composer.module.css';

interface UponSendingProps {
  readonly changes: SendingChanges | undefined;
  readonly onChange: (changes: SendingChanges | undefined) => void;
}

/** What a macro will do to the ticket when the answer leaves; each of it can be taken away. */
export function UponSending({ changes, onChange }: UponSendingProps) {
  const { t } = useTranslation('composer');
  const agents = useAgents();
  const teams = useTeams();
  if (!changes) return null;
  const { status, priority, assigneeId, teamId, addTags = [], removeTags = [] } = changes;
  const without = (key: keyof SendingChanges) => {
    const { [key]: _, ...rest } = changes;
    return rest;
  };
  const withoutTag = (key: 'addTags' | 'removeTags', tag: string) => {
    const left = changes[key]?.filter((one) => one !== tag) ?? [];
    return left.length > 0 ? { ...changes, [key]: left } : without(key);
  };
  const chips = [
    ...(status
      ? [{ label: t('upon.status', { status: t(`tickets:status.${status}`).toLocaleLowerCase() }), left: without('status') }]
      : []),
    ...(priority
      ? [{ label: t('upon.priority', { priority: t(`tickets:priority.${priority}`).toLocaleLowerCase() }), left: without('priority') }]
      : []),
    ...(assigneeId ? [{ label: t('upon.assignee', { name: agents.get(assigneeId)?.name ?? '' }), left: without('assigneeId') }] : []),
    ...(teamId ? [{ label: t('upon.team', { name: teams.get(teamId)?.name ?? '' }), left: without('teamId') }] : []),
    ...addTags.map((tag) => ({ label: t('upon.addTag', { tag }), left: withoutTag('addTags', tag) })),
    ...removeTags.map((tag) => ({ label: t('upon.removeTag', { tag }), left: withoutTag('removeTags', tag) })),
  ];
  return (
    <div className={styles.upon} role="status">
      <span>{t('upon.title')}</span>
      {chips.map(({ label, left }) => (
        <span key={label} className={styles.uponChip}>
          {label}
          <UnstyledButton
            className={styles.uponRemove}
            aria-label={t('upon.remove', { what: label })}
            onClick={() => onChange(Object.keys(left).length > 0 ? left : undefined)}
          >
            <IconX size={12} stroke={2} aria-hidden />
          </UnstyledButton>
        </span>
      ))}
    </div>
  );
}
