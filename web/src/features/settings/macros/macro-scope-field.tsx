import type { MacroScope } from '@balie/shared/contracts/macros.ts';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { shopsQuery, teamsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import styles from './macros.module.css';

interface MacroScopeFieldProps {
  readonly scope: MacroScope;
  readonly onChange: (scope: MacroScope) => void;
}

/** Who has it. Agents make their own; leads make those of others, too. */
export function MacroScopeField({ scope, onChange }: MacroScopeFieldProps) {
  const { t } = useTranslation('macros');
  const mayShare = useAllowed('macros:manage');
  const teams = useQuery(teamsQuery).data ?? [];
  const shops = useQuery(shopsQuery).data ?? [];
  const value = scope.kind === 'team' ? `team:${scope.teamId}` : scope.kind === 'shop' ? `shop:${scope.shopId}` : scope.kind;
  if (!mayShare) return <p className={styles.hint}>{t('scope.onlyYou')}</p>;
  const choose = (chosen: string) => {
    const [kind, id = ''] = chosen.split(':');
    if (kind === 'team') onChange({ kind, teamId: id });
    else if (kind === 'shop') onChange({ kind, shopId: id });
    else onChange({ kind: kind === 'everybody' ? kind : 'personal' });
  };
  return (
    <Select
      className={styles.short ?? ''}
      aria-label={t('scope.title')}
      allowDeselect={false}
      data={[
        { value: 'personal', label: t('scope.personal') },
        { value: 'everybody', label: t('scope.everybody') },
        ...(teams.length > 0
          ? [{ group: t('scope.teams'), items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) }]
          : []),
        { group: t('scope.shops'), items: shops.map(({ id, name }) => ({ value: `shop:${id}`, label: name })) },
      ]}
      value={value}
      onChange={(chosen) => {
        if (chosen) choose(chosen);
      }}
    />
  );
}
