import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import styles from '../email/email.module.css';
import { FirstArrival } from '../first-arrival.tsx';
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
      {arrived ? <FirstArrival arrived={arrived} title={t('snippet.arrived')} open={t('snippet.open')} waiting={null} /> : null}
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
