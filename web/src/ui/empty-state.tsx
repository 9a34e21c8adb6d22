import type { ReactNode } from 'react';
import styles from './state.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What belongs here and how it comes. */
  readonly text?: ReactNode;
  /** The one next action. */
  readonly action?: ReactNode;
  /** It is the whole page: its title is the page's heading. */
  readonly wholePage?: boolean;
}

/** A place with nothing in it, that teaches. */
export function EmptyState({ icon, title, text, action, wholePage = false }: EmptyStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={styles.state}>
      {icon ? <div className={styles.icon}>{icon}</div> : null}
      <Title className={styles.title}>{title}</Title>
      {text ? <p className={styles.text}>{text}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
