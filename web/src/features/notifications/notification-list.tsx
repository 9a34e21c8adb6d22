import { UnstyledButton } from '@mantine/core';
import { IconAt, IconBell, IconTargetArrow, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import styles from './notification-list.module.css';
import { notificationsQuery, readNotifications } from './notifications.queries.ts';
import { useNotificationWords } from './use-notification-words.ts';
import { useOpenNotification } from './use-open-notification.ts';

/** What the bell rang for, the last first. @param onLeave called when one of them leads elsewhere */
export function NotificationList({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('notifications');
  const notifications = useQuery(notificationsQuery);
  const words = useNotificationWords();
  const open = useOpenNotification();
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('title')}</h2>
        {notifications.data?.unread ? (
          <UnstyledButton className={styles.readAll} onClick={() => void readNotifications()}>
            {t('readAll')}
          </UnstyledButton>
        ) : null}
      </header>
      {notifications.isPending ? <SkeletonRows count={3} height={56} /> : null}
      {notifications.isError ? <ErrorState error={notifications.error} onRetry={() => void notifications.refetch()} /> : null}
      {notifications.data?.items.length === 0 ? (
        <EmptyState icon={<IconBell size={28} stroke={1.5} />} title={t('none')} text={t('noneText')} />
      ) : null}
      <ul className={styles.list}>
        {notifications.data?.items.map((notification) => {
          const Icon = notification.kind === 'mention' ? IconAt : notification.norm ? IconTargetArrow : IconUserCheck;
          const { what, about } = words(notification);
          return (
            <li key={notification.id}>
              <UnstyledButton
                className={styles.item}
                data-unread={notification.readAt === null || undefined}
                onClick={() => {
                  onLeave();
                  if (!notification.readAt) void readNotifications([notification.id]);
                  open(notification);
                }}
              >
                <Icon size={18} stroke={1.75} className={styles.icon} aria-hidden />
                <span className={styles.words}>
                  <span className={styles.who}>{what}</span>
                  <span className={styles.subject}>{about}</span>
                </span>
                <RelativeTime at={notification.createdAt} className={styles.when} />
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </>
  );
}
