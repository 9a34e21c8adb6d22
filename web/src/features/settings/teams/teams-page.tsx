import type { Team } from '@balie/shared/contracts/people.ts';
import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useCommand } from '../../../ui/hotkeys/commands.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { TeamDialog } from './team-dialog.tsx';
import { TeamRow } from './team-row.tsx';

/** Groups of colleagues that conversations can be given to. */
export function TeamsPage() {
  const { t } = useTranslation('teams');
  const teams = useQuery(teamsQuery);
  const manages = useAllowed('teams:manage');
  const [editing, setEditing] = useState<Team | 'new'>();
  useTitle(t('title'));
  useCommand({ id: 'new-team', label: t('new'), group: t('title'), run: () => setEditing('new'), when: manages });
  const create = manages ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('new')}
    </Button>
  ) : null;
  const none = teams.data?.length === 0;
  return (
    <Page title={t('title')} description={t('description')} actions={none ? null : create}>
      {teams.isPending ? <SkeletonRows count={3} faces={false} /> : null}
      {teams.isError ? <ErrorState error={teams.error} onRetry={() => void teams.refetch()} /> : null}
      {none ? <EmptyState icon={<IconUsersGroup size={32} stroke={1.5} />} title={t('none')} text={t('noneText')} action={create} /> : null}
      {teams.data && !none ? (
        <Card>
          {teams.data.map((team) => (
            <TeamRow key={team.id} team={team} onEdit={manages ? () => setEditing(team) : undefined} />
          ))}
        </Card>
      ) : null}
      {editing ? <TeamDialog team={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} /> : null}
    </Page>
  );
}
