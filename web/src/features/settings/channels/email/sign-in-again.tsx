import type { EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../../lib/directory.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { notify } from '../../../../ui/notify.tsx';
import { Setting } from '../../../../ui/page.tsx';
import { useStartSignIn } from './use-start-sign-in.ts';

/** Connects a mailbox anew that works by signing in at its provider. */
export function SignInAgain({ accountId, provider }: { readonly accountId: string; readonly provider: EmailSignIn }) {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  const account = useQuery(channelAccountsQuery).data?.find(({ id }) => id === accountId);
  const start = useStartSignIn();
  if (!account) return null;
  const { address, shopId, lastErrorCode } = account;
  const begin = () =>
    start.mutate({ provider, address, shopId, historyDays: null, accountId }, { onError: (error) => notify.error(explain(error)) });
  const name = t(`signIn.at.${provider}`);
  return (
    <Setting label={t('signIn.through', { provider: name })} hint={t('signIn.throughHint', { provider: name })}>
      <Button
        variant={lastErrorCode === 'sign_in_refused' ? 'filled' : 'default'}
        loading={start.isPending || start.isSuccess}
        onClick={begin}
      >
        {t('signIn.reconnect')}
      </Button>
    </Setting>
  );
}
