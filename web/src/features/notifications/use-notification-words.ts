import type { Notification } from '@balie/shared/contracts/notifications.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../lib/tickets/names.ts';

/** "Fatima noemde je", and what it is about: "#1042 Maat te klein". */
export function useNotificationWords(): (notification: Notification) => { readonly what: string; readonly about: string } {
  const { t } = useTranslation('notifications');
  const agents = useAgents();
  return useCallback(
    ({ kind, actorId, ticket, norm }: Notification) => {
      const name = actorId ? (agents.get(actorId)?.name ?? t('tickets:someone')) : t('balie');
      if (norm) {
        const about = [norm.name && t(`norm.${norm.name}`), norm.label, norm.shopName].filter(Boolean).join(' · ');
        return { what: t(`step.${norm.step}`), about };
      }
      return { what: t(`kind.${kind}`, { name }), about: ticket ? `#${ticket.number} ${ticket.subject}` : '' };
    },
    [t, agents],
  );
}
