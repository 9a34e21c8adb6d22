import type { ReactNode } from 'react';
import styles from './arrival.module.css';

interface ArrivalProps {
  /** What came; undefined while it is waited for. */
  readonly arrived: { readonly icon: ReactNode; readonly words: ReactNode; readonly action?: ReactNode } | undefined;
  /** Said until then. */
  readonly waiting: ReactNode;
}

/** Something is waited for, and seen when it comes. */
export function Arrival({ arrived, waiting }: ArrivalProps) {
  return (
    <div role="status" className={styles.arrival} data-arrived={arrived !== undefined}>
      {arrived ? <span className={styles.good}>{arrived.icon}</span> : <span className={styles.waiting} aria-hidden />}
      <div className={styles.words}>{arrived ? arrived.words : waiting}</div>
      {arrived?.action}
    </div>
  );
}
