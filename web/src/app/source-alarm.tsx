import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { orderSourcesQuery, useLiveSources } from '../features/settings/order-settings/order-sources.queries.ts';
import { AlarmBar } from './alarm-bar.tsx';
import styles from './channel-alarm.module.css';

/** Says to whoever can mend it that orders do not come in from somewhere. */
export function SourceAlarm() {
  const { t } = useTranslation('app');
  useLiveSources();
  const sources = useQuery(orderSourcesQuery).data ?? [];
  const told = sources.filter(({ status, alarmedAt }) => alarmedAt !== null && (status === 'needs_attention' || status === 'retrying'));
  const first = told.find(({ status }) => status === 'needs_attention') ?? told[0];
  if (!first) return null;
  const broken = first.status === 'needs_attention';
  return (
    <AlarmBar>
      {t(broken ? 'sourceAlarm' : 'sourceLastingAlarm', { name: first.name })}
      <Link className={styles.link} to="/settings/$section/$item" params={{ section: 'orders', item: first.id }}>
        {t(broken ? 'channelAlarmMend' : 'channelAlarmLook')}
      </Link>
    </AlarmBar>
  );
}
