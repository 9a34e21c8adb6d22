import type { ChannelAccount, EmailProposal } from '@balie/shared/contracts/channels.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { AddressStep } from './address-step.tsx';
import { ConnectedStep } from './connected-step.tsx';
import { type ConnectionDraft, draftFromProposal } from './connection-draft.ts';
import { HistoryStep } from './history-step.tsx';
import { ServerStep } from './server-step.tsx';
import { Steps } from './steps.tsx';

type Progress =
  | { readonly step: 'address' }
  | { readonly step: 'servers' }
  | { readonly step: 'history'; readonly messageCount: number | null }
  | { readonly step: 'connected'; readonly account: ChannelAccount };

/** Connects a mailbox in three steps: which address, does it work, how much history. */
export function ConnectEmail() {
  const { t } = useTranslation('email');
  const [progress, setProgress] = useState<Progress>({ step: 'address' });
  const [proposal, setProposal] = useState<EmailProposal>();
  const [draft, setDraft] = useState<ConnectionDraft>();
  const [shopId, setShopId] = useState<string>();
  useTitle(t('title'));
  const number = { address: 1, servers: 2, history: 3, connected: 4 }[progress.step];
  return (
    <Page title={t('title')} description={t('description')} back={<BackLink section="channels" label={t('channels')} />}>
      <Steps current={number} labels={[t('steps.address'), t('steps.servers'), t('steps.history')]} />
      {progress.step === 'address' ? (
        <AddressStep
          address={draft?.address ?? ''}
          shopId={shopId}
          onShop={setShopId}
          onProposal={(address, found) => {
            // Coming back for the same address keeps what was filled in.
            if (draft?.address !== address) setDraft(draftFromProposal(address, found));
            setProposal(found);
            setProgress({ step: 'servers' });
          }}
        />
      ) : null}
      {progress.step === 'servers' && draft && proposal && shopId ? (
        <ServerStep
          draft={draft}
          proposal={proposal}
          shopId={shopId}
          onChange={setDraft}
          onBack={() => setProgress({ step: 'address' })}
          onWorks={(messageCount) => setProgress({ step: 'history', messageCount })}
        />
      ) : null}
      {progress.step === 'history' && draft && shopId ? (
        <HistoryStep
          draft={draft}
          shopId={shopId}
          messageCount={progress.messageCount}
          onBack={() => setProgress({ step: 'servers' })}
          onConnected={(account) => setProgress({ step: 'connected', account })}
        />
      ) : null}
      {progress.step === 'connected' ? <ConnectedStep connected={progress.account} /> : null}
    </Page>
  );
}
