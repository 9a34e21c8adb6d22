import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { IconMessageCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import styles from '../email/email.module.css';
import { useFirstArrival } from '../use-first-arrival.ts';
import { chatSettingsQuery } from './chat.api.ts';
import { Snippet } from './snippet.tsx';

/** Step 2: the line of code, the page seen loading it, and a first message seen arriving. */
export function SnippetStep({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('chat');
  const settings = useQuery(chatSettingsQuery(account.id));
  const arrived = useFirstArrival(account);
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <div className={styles.connected}>
      {settings.data ? <Snippet settings={settings.data} /> : <SkeletonText lines={4} />}
      {settings.data?.seen && !arrived ? <p className={styles.sentence}>{t('snippet.try')}</p> : null}
      {arrived ? (
        <div role="status" className={styles.arrival} data-arrived>
          <IconMessageCircleCheck size={20} stroke={1.75} className={styles.good} aria-hidden />
          <div className={styles.words}>
            <strong>{t('snippet.arrived')}</strong>
            <div className={styles.arrivedMail}>
              {arrived.contact.name} · {arrived.preview}
            </div>
          </div>
          <Button
            renderRoot={(props) => <Link {...props} to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: arrived.number }} />}
          >
            {t('snippet.open')}
          </Button>
        </div>
      ) : null}
      <div className={styles.actions}>
        <Button
          variant="default"
          size="md"
          renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: account.id }} />}
        >
          {t('snippet.more')}
        </Button>
      </div>
    </div>
  );
}
