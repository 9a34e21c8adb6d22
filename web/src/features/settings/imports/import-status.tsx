import type { ImportState } from '@balie/shared/contracts/imports.ts';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconClock, IconLoader2, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './imports.module.css';

const LOOKS = {
  uploading: { icon: IconClock, tone: 'quiet' },
  queued: { icon: IconClock, tone: 'quiet' },
  running: { icon: IconLoader2, tone: 'quiet' },
  paused: { icon: IconPlayerPause, tone: 'warning' },
  finished: { icon: IconCircleCheck, tone: 'success' },
  cancelled: { icon: IconBan, tone: 'quiet' },
  failed: { icon: IconAlertTriangle, tone: 'danger' },
} as const;

/** A word and an icon; colour never speaks alone. */
export function ImportStatus({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('imports');
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <span className={styles.status} data-tone={tone} role="status">
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
