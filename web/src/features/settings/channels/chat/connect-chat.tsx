import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { Steps } from '../email/steps.tsx';
import { LookStep } from './look-step.tsx';
import { SnippetStep } from './snippet-step.tsx';

/** Puts a chat on the shop's pages in two steps: how it looks, and the line of code that brings it there. */
export function ConnectChat() {
  const { t } = useTranslation('chat');
  const [account, setAccount] = useState<ChannelAccount>();
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')} back={<BackLink section="channels" label={t('channels')} />}>
      <Steps current={account ? 2 : 1} labels={[t('steps.look'), t('steps.snippet')]} />
      {account ? <SnippetStep account={account} /> : <LookStep onConnected={setAccount} />}
    </Page>
  );
}
