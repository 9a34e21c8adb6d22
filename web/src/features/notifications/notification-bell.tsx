import { ActionIcon, Indicator, Popover, UnstyledButton } from '@mantine/core';
import { IconAt, IconBell, IconTargetArrow, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import styles from './notification-bell.module.css';
import { notificationsQuery, readNotifications } from './notifications.queries.ts';
import { useNotificationWords } from './use-notification-words.ts';
import { useOpenNotification } from './use-open-notification.ts';

interface NotificationBellProps {
  /** In a bar of large buttons with words: the look of one of them. */
  readonly barClassName?: string | undefined;
}

/** Who mentioned this colleague or gave them a ticket, and what is late or about to be. */
export function NotificationBell({ barClassName }: NotificationBellProps) {
  const { t } = useTranslation('notifications');
  const [opened, setOpened] = useState(false);
  const notifications = useQuery(notificationsQuery);
  const words = useNotificationWords();
  const open = useOpenNotification();
  const unread = notifications.data?.unread ?? 0;
  const label = unread > 0 ? t('unread', { count: unread }) : t('title');
  const toggle = () => setOpened(!opened);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        {barClassName ? (
          // What can be read there is part of its name: who speaks to the machine says what they read.
          <UnstyledButton
            className={barClassName}
            aria-label={unread > 0 ? t('shortUnread', { count: unread }) : undefined}
            onClick={toggle}
          >
            <Bell unread={unread} size={22} />
            {t('short')}
          </UnstyledButton>
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            className={styles.bell ?? ''}
            aria-label={label}
            title={label}
            onClick={toggle}
          >
            <Bell unread={unread} size={18} />
          </ActionIcon>
        )}
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.dropdown ?? ''}>
        <header className={styles.header}>
          <h2 className={styles.title}>{t('title')}</h2>
          {unread > 0 ? (
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
                    setOpened(false);
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
      </Popover.Dropdown>
    </Popover>
  );
}

function Bell({ unread, size }: { readonly unread: number; readonly size: number }) {
  const count = { indicator: styles.count ?? '' };
  return (
    <Indicator disabled={unread === 0} label={unread > 9 ? '9+' : unread} size={16} offset={3} color="red" classNames={count}>
      <IconBell size={size} stroke={1.75} aria-hidden style={{ display: 'block' }} />
    </Indicator>
  );
}
