import type { Team } from '@balie/shared/contracts/people.ts';
import { Button, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../lib/directory.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Setting } from '../../../ui/page.tsx';
import styles from './teams.module.css';

const MOST_FACES = 5;

export function TeamRow({ team, onEdit }: { readonly team: Team; readonly onEdit: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('teams');
  const agents = useQuery(agentsQuery).data ?? [];
  const members = agents.filter(({ id }) => team.memberIds.includes(id));
  const names = members.map(({ name }) => name);
  return (
    <Setting
      label={team.name}
      hint={names.length === 0 ? t('empty') : new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names)}
    >
      <span className={styles.faces}>
        {members.slice(0, MOST_FACES).map((agent) => (
          <Tooltip key={agent.id} label={agent.name}>
            <span className={styles.face}>
              <Avatar name={agent.name} seed={agent.id} picture={agent.picture} size={26} inactive={!agent.active} />
            </span>
          </Tooltip>
        ))}
        {members.length > MOST_FACES ? <span className={styles.more}>+{members.length - MOST_FACES}</span> : null}
      </span>
      {onEdit ? (
        <Button variant="default" size="compact-sm" onClick={onEdit} aria-label={t('editThis', { name: team.name })}>
          {t('edit')}
        </Button>
      ) : null}
    </Setting>
  );
}
