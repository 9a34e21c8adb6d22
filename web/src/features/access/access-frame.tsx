import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocale } from '../../lib/i18n.ts';
import { useTitle } from '../../ui/use-title.ts';
import styles from './access-frame.module.css';

interface AccessFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The page of everyone who is not in yet: one card in the middle, and the other language one press away. */
export function AccessFrame({ title, lead, children }: AccessFrameProps) {
  const { t, i18n } = useTranslation('access');
  const other = i18n.language === 'nl' ? 'en' : 'nl';
  useTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.header}>
          <img src="/balie.svg" alt="" width={36} height={36} />
          <h1 className={styles.title}>{title}</h1>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </header>
        {children}
      </div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        lang={other}
        className={styles.language ?? ''}
        onClick={() => setLocale(other)}
      >
        {t('otherLanguage')}
      </Button>
    </main>
  );
}
