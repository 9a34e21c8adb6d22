import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from '../email/email.module.css';
import { FirstArrival } from '../first-arrival.tsx';
import { useFirstArrival } from '../use-first-arrival.ts';

/** Step 3: the first question, when a customer asks one. */
export function QuestionStep({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('bol');
  const arrived = useFirstArrival(account);
  return (
    <div className={styles.connected}>
      <FirstArrival arrived={arrived} title={t('question.arrived')} open={t('question.open')} waiting={t('question.waiting')} />
      <p className={styles.sentence}>{t('question.guard')}</p>
      <div className={styles.actions}>
        <Button
          variant="default"
          size="md"
          renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'channels' }} />}
        >
          {t('channels')}
        </Button>
      </div>
    </div>
  );
}
