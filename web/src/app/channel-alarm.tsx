import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../lib/directory.ts';
import { useAllowed } from '../lib/me.ts';
import { AlarmBar } from './alarm-bar.tsx';
import styles from './channel-alarm.module.css';

// Of orders nothing is loaded before the screen stands.
const SourceAlarm = lazy(async () => ({ default: (await import('./source-alarm.tsx')).SourceAlarm }));

const NormAlarm = lazy(async () => ({ default: (await import('./norm-alarm.tsx')).NormAlarm }));

/** Says to whoever can mend it that a channel does not work until they do, or has not for long, on every screen, for as long as it lasts. */
export function ChannelAlarm() {
  const { t } = useTranslation('app');
  const mends = useAllowed('channels:manage');
  const leads = useAllowed('norms:manage');
  const accounts = useQuery(channelAccountsQuery).data ?? [];
  const broken = accounts.filter(({ status }) => status === 'needs_attention');
  const failing = accounts.filter(({ status, alarmedAt }) => status === 'retrying' && alarmedAt !== null);
  const told = broken.length > 0 ? broken : failing;
  const [first] = told;
  return (
    <div role="status">
      {mends && first ? (
        <AlarmBar>
          {t(broken.length > 0 ? 'channelAlarm' : 'channelLastingAlarm', { address: first.shownAddress, count: told.length })}
          <Link
            className={styles.link}
            {...(told.length === 1
              ? { to: '/settings/$section/$item', params: { section: 'channels', item: first.id } }
              : { to: '/settings/$section', params: { section: 'channels' } })}
          >
            {t(broken.length > 0 ? 'channelAlarmMend' : 'channelAlarmLook')}
          </Link>
        </AlarmBar>
      ) : null}
      {mends ? (
        <Suspense>
          <SourceAlarm />
        </Suspense>
      ) : null}
      {leads ? (
        <Suspense>
          <NormAlarm />
        </Suspense>
      ) : null}
    </div>
  );
}
