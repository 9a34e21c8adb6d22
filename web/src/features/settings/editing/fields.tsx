import type { ReactNode } from 'react';
import styles from './fields.module.css';

/** Fields side by side, under each other on a phone. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}
