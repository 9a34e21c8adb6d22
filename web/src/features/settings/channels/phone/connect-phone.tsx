import type { ConnectedPhone } from '@balie/shared/contracts/phone.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { NumberStep } from './number-step.tsx';
import { WebhookStep } from './webhook-step.tsx';

/** Connects a telephone number in two steps: which number at which provider, and where that provider tells of calls. */
export function ConnectPhone() {
  const { t } = useTranslation('phone');
  const [connected, setConnected] = useState<ConnectedPhone>();
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')} back={<BackLink section="channels" label={t('channels')} />}>
      {connected ? <WebhookStep {...connected} /> : <NumberStep onConnected={setConnected} />}
    </Page>
  );
}
