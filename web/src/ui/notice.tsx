import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

const ICONS = { danger: IconAlertTriangle, warning: IconAlertTriangle, success: IconCircleCheck, info: IconInfoCircle };

interface NoticeProps {
  readonly tone: keyof typeof ICONS;
  readonly children: ReactNode;
  /** Read out when it appears. */
  readonly live?: boolean;
}

/** A sentence that matters, beside the thing it is about. Colour never speaks alone: the icon says it too. */
export function Notice({ tone, children, live = false }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={styles.notice} data-tone={tone} {...(live ? { role: tone === 'danger' ? 'alert' : 'status' } : {})}>
      <Icon size={18} stroke={1.75} className={styles.icon} aria-hidden />
      <div className={styles.words}>{children}</div>
    </div>
  );
}
