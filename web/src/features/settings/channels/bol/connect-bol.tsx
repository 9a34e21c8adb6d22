import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { Steps } from '../email/steps.tsx';
import { AtBolStep } from './at-bol-step.tsx';
import { MailboxStep } from './mailbox-step.tsx';
import { QuestionStep } from './question-step.tsx';

/** Connects bol's questions in three steps: the mailbox they come to, what bol has to know, and one seen arriving. */
export function ConnectBol() {
  const { t } = useTranslation('bol');
  const [account, setAccount] = useState<ChannelAccount>();
  const [told, setTold] = useState(false);
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')} back={<BackLink section="channels" label={t('channels')} />}>
      <Steps current={account ? (told ? 3 : 2) : 1} labels={[t('steps.mailbox'), t('steps.atBol'), t('steps.question')]} />
      {account ? null : <MailboxStep onConnected={setAccount} />}
      {account && !told ? <AtBolStep accountId={account.id} onDone={() => setTold(true)} /> : null}
      {account && told ? <QuestionStep account={account} /> : null}
    </Page>
  );
}
