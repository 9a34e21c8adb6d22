import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { IconMessageCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import styles from '../email/email.module.css';
import { useFirstArrival } from '../use-first-arrival.ts';

/** Step 3: write to the number and watch the message arrive here. */
export function ArrivalStep({ connected }: { readonly connected: ChannelAccount }) {
  const { t } = useTranslation('whatsapp');
  const arrived = useFirstArrival(connected);
  return (
    <div className={styles.connected}>
      <div role="status" className={styles.arrival} data-arrived={arrived !== undefined}>
        {arrived ? (
          <>
            <IconMessageCircleCheck size={20} stroke={1.75} className={styles.good} aria-hidden />
            <div className={styles.words}>
              <strong>{t('message.arrived')}</strong>
              <div className={styles.arrivedMail}>
                {arrived.contact.name || arrived.contact.address} · {arrived.preview}
              </div>
            </div>
            <Button
              renderRoot={(props) => <Link {...props} to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: arrived.number }} />}
            >
              {t('message.open')}
            </Button>
          </>
        ) : (
          <>
            <span className={styles.waiting} aria-hidden />
            <div className={styles.words}>
              <Trans t={t} i18nKey="message.try" values={{ number: connected.address }} components={{ b: <strong /> }} />
            </div>
          </>
        )}
      </div>
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
