import type { PhoneSettings as Settings } from '@balie/shared/contracts/phone.ts';
import { Button, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { notify } from '../../../../ui/notify.tsx';
import { Section } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { phoneSettingsQuery, renewPhoneSecret } from './phone.api.ts';
import styles from './phone.module.css';
import { TestCall } from './test-call.tsx';
import { Webhook } from './webhook.tsx';

/** Where the provider of a number tells of calls, and another secret for it. */
export function PhoneSettings({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('phone');
  const settings = useQuery(phoneSettingsQuery(accountId));
  return (
    <Section title={t('settings.title')}>
      {settings.isPending ? <SkeletonText lines={3} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? <Loaded accountId={accountId} settings={settings.data} /> : null}
    </Section>
  );
}

function Loaded({ accountId, settings }: { readonly accountId: string; readonly settings: Settings }) {
  const { t } = useTranslation('phone');
  const explain = useExplain('phone');
  const [asking, askingIs] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const isTwilio = settings.provider === 'twilio';
  const renew = useMutation({
    mutationFn: () => renewPhoneSecret(accountId, { secret: isTwilio ? typed : null }),
    onSuccess: () => {
      askingIs.close();
      setTyped('');
      notify.success(t('settings.renewed'));
    },
  });
  return (
    <div className={styles.connected}>
      <Webhook settings={settings} secret={renew.data?.secret ?? null} />
      <TestCall accountId={accountId} settings={settings} />
      {settings.signed ? (
        <div className={styles.actions}>
          <Button variant="default" onClick={askingIs.open}>
            {t(isTwilio ? 'settings.enter' : 'settings.renew')}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        opened={asking}
        onClose={askingIs.close}
        title={t(isTwilio ? 'settings.enter' : 'settings.renewAsk')}
        action={t(isTwilio ? 'settings.save' : 'settings.renew')}
        busy={renew.isPending}
        error={renew.isError ? explain(renew.error) : undefined}
        onConfirm={() => renew.mutate()}
      >
        {isTwilio ? (
          <PasswordInput
            label={t('secret.label')}
            description={t('secret.hint')}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : (
          t('settings.renewText')
        )}
      </ConfirmDialog>
    </div>
  );
}
