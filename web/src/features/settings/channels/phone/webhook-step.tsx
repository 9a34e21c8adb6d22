import type { ConnectedPhone } from '@balie/shared/contracts/phone.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { phoneSettingsQuery } from './phone.api.ts';
import styles from './phone.module.css';
import { TestCall } from './test-call.tsx';
import { Webhook } from './webhook.tsx';

/** Step 2: what to enter at the provider, and the first call seen arriving. */
export function WebhookStep({ accountId, secret }: ConnectedPhone) {
  const { t } = useTranslation('phone');
  const settings = useQuery(phoneSettingsQuery(accountId));
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <SkeletonText lines={4} />;
  return (
    <div className={styles.connected}>
      <h2 className={styles.heading}>{t('webhook.title')}</h2>
      <Webhook settings={settings.data} secret={secret} />
      <TestCall accountId={accountId} settings={settings.data} />
      <div className={styles.actions}>
        <Button renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'channels' }} />}>{t('done')}</Button>
      </div>
    </div>
  );
}
