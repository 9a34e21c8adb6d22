import { type Notification, notificationPage } from '@balie/shared/contracts/notifications.ts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getJson, send } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';

type NotificationPage = z.infer<typeof notificationPage>;
/** The bell holds the latest; what is older is found in its ticket. */
const KEPT = 30;

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => getJson(notificationPage, `/api/notifications?limit=${KEPT}`, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export function addNotification(notification: Notification): void {
  change((page) => {
    if (page.items.some(({ id }) => id === notification.id)) return page;
    return { ...page, items: [notification, ...page.items].slice(0, KEPT), unread: page.unread + (notification.readAt ? 0 : 1) };
  });
}

/** Marks some, or all, as read: at once here, then at the server. */
export async function readNotifications(ids?: readonly string[]): Promise<void> {
  const readAt = new Date().toISOString();
  change((page) => {
    const items = page.items.map((item) => (!item.readAt && (!ids || ids.includes(item.id)) ? { ...item, readAt } : item));
    const read = items.filter((item, index) => item !== page.items[index]).length;
    return { ...page, items, unread: ids ? Math.max(0, page.unread - read) : 0 };
  });
  try {
    await send('POST', '/api/notifications/read', ids ? { ids } : {});
  } catch {
    void queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey });
  }
}

function change(next: (page: NotificationPage) => NotificationPage): void {
  queryClient.setQueryData(notificationsQuery.queryKey, (page) => page && next(page));
}
