import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../../lib/directory.ts';
import { BackfillProgress } from '../backfill-progress.tsx';
import { FirstArrival } from '../first-arrival.tsx';
import { useFirstArrival } from '../use-first-arrival.ts';
import styles from './email.module.css';

/** The green end: send a mail and watch it arrive here. */
export function ConnectedStep({ connected }: { readonly connected: ChannelAccount }) {
  const { t } = useTranslation('email');
  const account = useQuery(channelAccountsQuery).data?.find(({ id }) => id === connected.id) ?? connected;
  const arrived = useFirstArrival(connected);
  return (
    <div className={styles.connected}>
      <div className={styles.connectedHead}>
        <IconCircleCheck size={28} stroke={1.75} className={styles.good} aria-hidden />
        <h2 className={styles.connectedTitle}>{t('connected.title', { address: account.address })}</h2>
      </div>
      <FirstArrival
        arrived={arrived}
        title={t('connected.arrived')}
        open={t('connected.open')}
        waiting={<Trans t={t} i18nKey="connected.try" values={{ address: account.address }} components={{ b: <strong /> }} />}
        icon={<IconMailOpened size={20} stroke={1.75} aria-hidden />}
        shows="subject"
      />
      <BackfillProgress account={account} />
      {account.backfill && !account.backfill.finishedAt ? <p className={styles.soft}>{t('connected.leave')}</p> : null}
      <div className={styles.actions}>
        <Button
          variant="default"
          size="md"
          renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'channels' }} />}
        >
          {t('channels')}
        </Button>
        <Button size="md" variant={arrived ? 'default' : 'filled'} renderRoot={(props) => <Link {...props} to="/" />}>
          {t('connected.inbox')}
        </Button>
      </div>
    </div>
  );
}
