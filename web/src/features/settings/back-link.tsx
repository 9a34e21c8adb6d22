import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import styles from './back-link.module.css';
import type { SectionName } from './sections.ts';

/** From one thing back to its list. */
export function BackLink({ section, label }: { readonly section: SectionName; readonly label: string }) {
  return (
    <Link to="/settings/$section" params={{ section }} activeOptions={{ exact: true }} className={styles.back}>
      <IconChevronLeft size={14} aria-hidden />
      {label}
    </Link>
  );
}
