import { IconCheck } from '@tabler/icons-react';
import styles from './email.module.css';

/** Where one is in a short row of steps. */
export function Steps({ current, labels }: { readonly current: number; readonly labels: readonly string[] }) {
  return (
    <ol className={styles.steps}>
      {labels.map((label, index) => {
        const number = index + 1;
        const state = number < current ? 'done' : number === current ? 'now' : 'later';
        return (
          <li key={label} className={styles.step} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
            <span className={styles.number}>{state === 'done' ? <IconCheck size={14} stroke={2.5} aria-hidden /> : number}</span>
            <span className={styles.stepLabel}>{label}</span>
          </li>
        );
      })}
    </ol>
  );
}
