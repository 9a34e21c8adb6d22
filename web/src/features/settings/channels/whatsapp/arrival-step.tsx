import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import styles from '../email/email.module.css';
import { FirstArrival } from '../first-arrival.tsx';
import { useFirstArrival } from '../use-first-arrival.ts';

/** Step 3: write to the number and watch the message arrive here. */
export function ArrivalStep({ connected }: { readonly connected: ChannelAccount }) {
  const { t } = useTranslation('whatsapp');
  const arrived = useFirstArrival(connected);
  return (
    <div className={styles.connected}>
      <FirstArrival
        arrived={arrived}
        title={t('message.arrived')}
        open={t('message.open')}
        waiting={<Trans t={t} i18nKey="message.try" values={{ number: connected.shownAddress }} components={{ b: <strong /> }} />}
      />
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
