import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { IconMessageCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from '../email/email.module.css';
import { useFirstArrival } from '../use-first-arrival.ts';

/** Step 3: the first question, when a customer asks one. */
export function QuestionStep({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('bol');
  const arrived = useFirstArrival(account);
  return (
    <div className={styles.connected}>
      <div role="status" className={styles.arrival} data-arrived={arrived !== undefined}>
        {arrived ? (
          <>
            <IconMessageCircleCheck size={20} stroke={1.75} className={styles.good} aria-hidden />
            <div className={styles.words}>
              <strong>{t('question.arrived')}</strong>
              <div className={styles.arrivedMail}>
                {arrived.contact.name} · {arrived.preview}
              </div>
            </div>
            <Button
              renderRoot={(props) => <Link {...props} to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: arrived.number }} />}
            >
              {t('question.open')}
            </Button>
          </>
        ) : (
          <>
            <span className={styles.waiting} aria-hidden />
            <div className={styles.words}>{t('question.waiting')}</div>
          </>
        )}
      </div>
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
