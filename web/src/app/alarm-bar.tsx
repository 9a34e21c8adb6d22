import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './channel-alarm.module.css';

/** One line above every screen, for as long as something is broken. */
export function AlarmBar({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.bar}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span className={styles.words}>{children}</span>
    </p>
  );
}
