import type { MacroChanges, MacroScope } from '@balie/shared/contracts/macros.ts';
import { useTranslation } from 'react-i18next';
import { useAgents, useShops, useTeams } from '../../../lib/tickets/names.ts';

/** Macros in words. */
export function useMacroWords(): { scope: (scope: MacroScope) => string; changes: (changes: MacroChanges) => string[] } {
  const { t } = useTranslation('macros');
  const agents = useAgents();
  const teams = useTeams();
  const shops = useShops();
  return {
    scope: (scope) => {
      if (scope.kind === 'team') return teams.get(scope.teamId)?.name ?? t('scope.team');
      if (scope.kind === 'shop') return shops.get(scope.shopId)?.name ?? t('scope.shop');
      return t(`scope.${scope.kind}`);
    },
    changes: ({ status, priority, assigneeId, teamId, addTags, removeTags }) => [
      ...(status ? [t('change.status', { status: t(`tickets:status.${status}`).toLocaleLowerCase() })] : []),
      ...(priority ? [t('change.priority', { priority: t(`tickets:priority.${priority}`).toLocaleLowerCase() })] : []),
      ...(assigneeId ? [t('change.assignee', { name: assigneeId === 'me' ? t('sender') : (agents.get(assigneeId)?.name ?? '') })] : []),
      ...(teamId ? [t('change.team', { name: teams.get(teamId)?.name ?? '' })] : []),
      ...(addTags?.length ? [t('change.addTags', { tags: addTags.join(', ') })] : []),
      ...(removeTags?.length ? [t('change.removeTags', { tags: removeTags.join(', ') })] : []),
    ],
  };
}
