import type { ChannelAccountStatus } from '@balie/shared/contracts/channels.ts';
import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconClockHour4,
  IconPlayerPauseFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../lib/tickets/names.ts';
import styles from './channels.module.css';

const SHAPE = {
  connected: IconCircleCheckFilled,
  connecting: IconClockHour4,
  retrying: IconAlertTriangleFilled,
  needs_attention: IconAlertCircleFilled,
  paused: IconPlayerPauseFilled,
} as const satisfies Record<ChannelAccountStatus, unknown>;
/** The worst first. */
const ORDER: readonly ChannelAccountStatus[] = ['needs_attention', 'retrying', 'connecting', 'paused', 'connected'];

/** Whether messages come and go; those that work are only counted. */
export function Channels() {
  const { t } = useTranslation('wall');
  const accounts = [...useChannels().values()];
  const working = accounts.filter(({ status }) => status === 'connected').length;
  const troubled = accounts
    .filter(({ status }) => status !== 'connected')
    .toSorted((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
  if (accounts.length === 0) return null;
  return (
    <div className={styles.block}>
      <h2 className={styles.title}>{t('channels')}</h2>
      <ul className={styles.list} aria-label={t('channels')}>
        {troubled.map(({ id, name, address, status }) => {
          const Icon = SHAPE[status];
          return (
            <li key={id} className={styles.channel} data-status={status}>
              <Icon size="1.2em" aria-hidden />
              <span className={styles.name} title={address}>
                {name}
              </span>
              <span className={styles.status}>{t(`channel.${status}`)}</span>
            </li>
          );
        })}
        {working > 0 ? (
          <li className={styles.channel} data-status="connected">
            <IconCircleCheckFilled size="1.2em" aria-hidden />
            {troubled.length > 0 ? t('othersWork', { count: working }) : t('allWork', { count: working })}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
