import { UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconLayoutDashboard, IconSearch, IconSettings, IconTargetArrow } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { InboxNav } from '../features/inbox/inbox-nav.tsx';
import { NotificationBell } from '../features/notifications/notification-bell.tsx';
import { SettingsNav } from '../features/settings/settings-nav.tsx';
import { useAllowed } from '../lib/me.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './navigation.module.css';
import { OwnMenu } from './own-menu.tsx';
import { ShopSwitcher } from './shop-switcher.tsx';
import { useOpenSearch } from './use-open-search.ts';

/** The left column: the views of the inbox, or the chapters of the settings while one is in there. */
export function Navigation({ showHelp }: { readonly showHelp: () => void }) {
  const { t } = useTranslation('app');
  const inSettings = useRouterState({ select: (state) => state.location.pathname.startsWith('/settings') });
  const openSearch = useOpenSearch();
  const readsNorms = useAllowed('norms:read');
  const seesWall = useAllowed('wall:read');
  return (
    <div className={styles.column}>
      {inSettings ? (
        <>
          <Link to="/" className={styles.back}>
            <IconChevronLeft size={16} aria-hidden />
            {t('backToInbox')}
          </Link>
          <SettingsNav />
        </>
      ) : (
        <>
          <div className={styles.top}>
            <ShopSwitcher />
            <NotificationBell />
          </div>
          <UnstyledButton className={styles.search} onClick={openSearch}>
            <IconSearch size={16} stroke={1.75} aria-hidden />
            <span className={styles.grow}>{t('search')}</span>
            <Keys keys="/" />
          </UnstyledButton>
          <div className={styles.views}>
            <InboxNav />
          </div>
        </>
      )}
      <div className={styles.bottom}>
        {inSettings || !readsNorms ? null : (
          <Link to="/norms" className={styles.item}>
            <IconTargetArrow size={18} stroke={1.75} aria-hidden />
            {t('norms')}
          </Link>
        )}
        {inSettings || !seesWall ? null : (
          <Link to="/wall" className={styles.item}>
            <IconLayoutDashboard size={18} stroke={1.75} aria-hidden />
            {t('wall')}
          </Link>
        )}
        {inSettings ? null : (
          <Link to="/settings" className={styles.item}>
            <IconSettings size={18} stroke={1.75} aria-hidden />
            {t('settings')}
          </Link>
        )}
        <OwnMenu showHelp={showHelp} />
      </div>
    </div>
  );
}
