import type { Notification as BalieNotification } from '@balie/shared/contracts/notifications.ts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMe } from '../../lib/me.ts';
import { useRealtime } from '../../lib/realtime.ts';
import { addNotification } from './notifications.queries.ts';
import { ping } from './ping.ts';
import { useNotificationWords } from './use-notification-words.ts';

/** Hears who mentions or assigns this colleague; with a sound and on the desktop where that was asked for. */
export function useLiveNotifications(): void {
  const { preferences } = useMe();
  const words = useNotificationWords();
  const navigate = useNavigate();
  const hear = useCallback(
    ({ notification }: { notification: BalieNotification }) => {
      addNotification(notification);
      if (preferences.sound) ping();
      if (!preferences.desktopNotifications || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
      if (!document.hidden) return;
      const shown = new Notification(words(notification), {
        body: `#${notification.ticketNumber} ${notification.ticketSubject}`,
        tag: notification.id,
      });
      shown.onclick = () => {
        window.focus();
        shown.close();
        void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket: notification.ticketNumber } });
      };
    },
    [preferences.sound, preferences.desktopNotifications, words, navigate],
  );
  useRealtime('notification', hear);
}
