import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card } from '../../../ui/page.tsx';
import type { SectionName } from '../sections.ts';
import styles from './rows.module.css';

/** A bordered list, hairlines between its rows. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return (
    <Card>
      <ul className={styles.list}>{children}</ul>
    </Card>
  );
}

interface RowProps {
  /** It is there, and does nothing at present. */
  readonly isOff?: boolean;
  readonly children: ReactNode;
}

export function Row({ isOff = false, children }: RowProps) {
  return (
    <li className={styles.row} data-off={isOff || undefined}>
      {children}
    </li>
  );
}

interface RowLinkProps {
  readonly section: SectionName;
  readonly item: string;
  readonly name: string;
  /** A word or a key behind the name. */
  readonly badge?: ReactNode;
  /** `RowHint`s: what it is, in a few words. */
  readonly children?: ReactNode;
}

/** The name of what a row is about, with its page behind it. */
export function RowLink({ section, item, name, badge, children }: RowLinkProps) {
  return (
    <Link to="/settings/$section/$item" params={{ section, item }} className={styles.link}>
      <span className={styles.name}>
        {name}
        {badge ? <span className={styles.badge}>{badge}</span> : null}
      </span>
      {children}
    </Link>
  );
}

export function RowHint({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hint}>{children}</span>;
}

/** Figures at the end of a row. */
export function RowFacts({ children }: { readonly children: ReactNode }) {
  return <span className={styles.facts}>{children}</span>;
}
