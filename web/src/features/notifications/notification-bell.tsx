import { ActionIcon, Indicator, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import styles from './notification-bell.module.css';
import { notificationsQuery } from './notifications.queries.ts';

const NotificationList = lazy(async () => ({ default: (await import('./notification-list.tsx')).NotificationList }));

interface NotificationBellProps {
  /** In a bar of large buttons with words: the look of one of them. */
  readonly barClassName?: string | undefined;
}

/** Who mentioned this colleague or gave them a ticket, and what is late or about to be. */
export function NotificationBell({ barClassName }: NotificationBellProps) {
  const { t } = useTranslation('notifications');
  const [opened, setOpened] = useState(false);
  const notifications = useQuery(notificationsQuery);
  const unread = notifications.data?.unread ?? 0;
  const label = unread > 0 ? t('unread', { count: unread }) : t('title');
  const toggle = () => setOpened(!opened);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        {barClassName ? (
          <UnstyledButton className={barClassName} onClick={toggle}>
            <Bell unread={unread} size={22} />
            <span aria-hidden>{t('short')}</span>
            <VisuallyHidden>{label}</VisuallyHidden>
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
        <Suspense fallback={<SkeletonRows count={3} height={56} />}>
          <NotificationList onLeave={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function Bell({ unread, size }: { readonly unread: number; readonly size: number }) {
  const count = { indicator: styles.count ?? '' };
  // The name of the button tells the number: the mark is for the eye.
  const label = <span aria-hidden>{unread > 9 ? '9+' : unread}</span>;
  return (
    <Indicator disabled={unread === 0} label={label} size={16} offset={3} color="red" classNames={count}>
      <IconBell size={size} stroke={1.75} aria-hidden style={{ display: 'block' }} />
    </Indicator>
  );
}
