import type { Team } from '@balie/shared/contracts/people.ts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../lib/directory.ts';
import { send } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';

interface RemoveTeamProps {
  readonly team: Team;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks first: which conversations were the team's cannot be put back. */
export function RemoveTeam({ team, onClose, onRemoved }: RemoveTeamProps) {
  const { t } = useTranslation('teams');
  const explain = useExplain('teams');
  const remove = useMutation({
    mutationFn: () => send('DELETE', `/api/teams/${team.id}`),
    onSuccess: async () => {
      await queryClient.invalidateQueries(teamsQuery);
      notify.success(t('removed', { name: team.name }));
      onRemoved();
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('removeTitle', { name: team.name })}
      action={t('remove')}
      busy={remove.isPending}
      error={remove.isError ? explain(remove.error) : undefined}
      onConfirm={() => remove.mutate()}
    >
      {t('removeText')}
    </ConfirmDialog>
  );
}
