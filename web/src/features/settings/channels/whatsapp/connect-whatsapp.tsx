import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { Steps } from '../email/steps.tsx';
import { ArrivalStep } from './arrival-step.tsx';
import { DetailsStep } from './details-step.tsx';
import { WebhookStep } from './webhook-step.tsx';

/** Connects a WhatsApp number in three steps: what Meta gives, what Meta needs, and a message seen arriving. */
export function ConnectWhatsApp() {
  const { t } = useTranslation('whatsapp');
  const [account, setAccount] = useState<ChannelAccount>();
  const [told, setTold] = useState(false);
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')} back={<BackLink section="channels" label={t('channels')} />}>
      <Steps current={account ? (told ? 3 : 2) : 1} labels={[t('steps.details'), t('steps.webhook'), t('steps.message')]} />
      {account ? null : <DetailsStep onConnected={setAccount} />}
      {account && !told ? <WebhookStep accountId={account.id} onDone={() => setTold(true)} /> : null}
      {account && told ? <ArrivalStep connected={account} /> : null}
    </Page>
  );
}
