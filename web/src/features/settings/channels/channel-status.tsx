import type { ChannelAccountStatus } from '@balie/shared/contracts/channels.ts';
import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlayerPause, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './channels.module.css';

const LOOKS = {
  connecting: { icon: IconLoader, tone: 'quiet' },
  connected: { icon: IconCircleCheck, tone: 'success' },
  retrying: { icon: IconRefresh, tone: 'warning' },
  needs_attention: { icon: IconAlertTriangle, tone: 'danger' },
  paused: { icon: IconPlayerPause, tone: 'quiet' },
} as const;

/** How a channel fares, in a word, a shape and a colour. */
export function ChannelStatus({ status }: { readonly status: ChannelAccountStatus }) {
  const { t } = useTranslation('channels');
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <span className={styles.status} data-tone={tone}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
