import { UnstyledButton } from '@mantine/core';
import { IconInbox, IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NotificationBell } from '../features/notifications/notification-bell.tsx';
import styles from './bottom-bar.module.css';
import { useOpenSearch } from './use-open-search.ts';

/** Under 900 px: what the left column holds, under the thumb. It leaves the screen to an open conversation. */
export function BottomBar({ showNavigation }: { readonly showNavigation: () => void }) {
  const { t } = useTranslation('app');
  const openSearch = useOpenSearch();
  const { ticket } = useSearch({ strict: false });
  if (ticket) return null;
  return (
    <nav className={styles.bar} aria-label={t('bottomBar')}>
      <UnstyledButton className={styles.item} onClick={showNavigation}>
        <IconMenu2 size={22} stroke={1.75} aria-hidden />
        {t('menu')}
      </UnstyledButton>
      <Link to="/inbox/$view" params={{ view: 'open' }} className={styles.item}>
        <IconInbox size={22} stroke={1.75} aria-hidden />
        {t('inbox')}
      </Link>
      <UnstyledButton className={styles.item} onClick={openSearch}>
        <IconSearch size={22} stroke={1.75} aria-hidden />
        {t('search')}
      </UnstyledButton>
      <NotificationBell barClassName={styles.item} />
    </nav>
  );
}
