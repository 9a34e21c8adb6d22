import { useTranslation } from 'react-i18next';
import { useTeams } from '../lib/tickets/names.ts';

/** What the list of a view is called. @param view as the address has it */
export function useViewTitle(view: string): string {
  const { t } = useTranslation('inbox');
  const teams = useTeams();
  const teamId = view.startsWith('team:') ? view.slice('team:'.length) : undefined;
  return teamId ? (teams.get(teamId)?.name ?? t('team')) : t(`tickets:view.${view}`);
}
