import type { Notification } from '@balie/shared/contracts/notifications.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../lib/tickets/names.ts';

/** "Fatima noemde je", "Fatima gaf je een ticket". */
export function useNotificationWords(): (notification: Notification) => string {
  const { t } = useTranslation('notifications');
  const agents = useAgents();
  return useCallback(
    ({ kind, actorId }: Notification) => {
      const name = actorId ? (agents.get(actorId)?.name ?? t('tickets:someone')) : t('balie');
      return t(`kind.${kind}`, { name });
    },
    [t, agents],
  );
}
