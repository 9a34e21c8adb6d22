import type { Notification } from '@balie/shared/contracts/notifications.ts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to the ticket, or to the norms. */
export function useOpenNotification(): (notification: Notification) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ ticket }: Notification) => {
      void (ticket
        ? navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket: ticket.number } })
        : navigate({ to: '/norms' }));
    },
    [navigate],
  );
}
