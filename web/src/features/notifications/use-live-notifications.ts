import type { Notification as BalieNotification } from '@balie/shared/contracts/notifications.ts';
import { useCallback } from 'react';
import { useMe } from '../../lib/me.ts';
import { useRealtime } from '../../lib/realtime.ts';
import { addNotification } from './notifications.queries.ts';
import { ping } from './ping.ts';
import { useNotificationWords } from './use-notification-words.ts';
import { useOpenNotification } from './use-open-notification.ts';

/** Hears who mentions or assigns this colleague; with a sound and on the desktop where that was asked for. */
export function useLiveNotifications(): void {
  const { preferences } = useMe();
  const words = useNotificationWords();
  const open = useOpenNotification();
  const hear = useCallback(
    ({ notification }: { notification: BalieNotification }) => {
      addNotification(notification);
      if (preferences.sound) ping();
      if (!preferences.desktopNotifications || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
      if (!document.hidden) return;
      const { what, about } = words(notification);
      const shown = new Notification(what, { body: about, tag: notification.id });
      shown.onclick = () => {
        window.focus();
        shown.close();
        open(notification);
      };
    },
    [preferences.sound, preferences.desktopNotifications, words, open],
  );
  useRealtime('notification', hear);
}
