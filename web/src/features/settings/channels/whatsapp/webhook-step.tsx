import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { Card } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { Arrival } from '../arrival.tsx';
import styles from '../email/email.module.css';
import { LocalAddress } from '../local-address.tsx';
import { Webhook } from './webhook.tsx';
import { whatsAppSettingsQuery } from './whatsapp.api.ts';

const LOOK_MS = 2_000;

/** Step 2: what Meta has to know, until Meta has called. */
export function WebhookStep({ accountId, onDone }: { readonly accountId: string; readonly onDone: () => void }) {
  const { t } = useTranslation('whatsapp');
  const settings = useQuery({
    ...whatsAppSettingsQuery(accountId),
    refetchInterval: ({ state }) => (state.data?.calledBack ? false : LOOK_MS),
  });
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <SkeletonText lines={4} />;
  const { webhook, calledBack, displayNumber, verifiedName } = settings.data;
  return (
    <>
      <p className={styles.sentence}>
        <Trans t={t} i18nKey="webhook.how" values={{ number: displayNumber, name: verifiedName }} components={{ b: <strong /> }} />
      </p>
      <LocalAddress address={webhook.url} />
      <Card>
        <Webhook webhook={webhook} />
      </Card>
      <Arrival
        waiting={t('webhook.waiting')}
        arrived={calledBack ? { icon: <IconCircleCheck size={20} stroke={1.75} aria-hidden />, words: t('webhook.found') } : undefined}
      />
      <div className={styles.actions}>
        <Button size="md" variant={calledBack ? 'filled' : 'default'} onClick={onDone}>
          {t(calledBack ? 'next' : 'webhook.later')}
        </Button>
      </div>
    </>
  );
}
