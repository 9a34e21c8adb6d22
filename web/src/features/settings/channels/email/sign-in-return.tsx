import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../../../lib/http.ts';
import { queryClient } from '../../../../lib/query.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { Page } from '../../../../ui/page.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import { ConnectedStep } from './connected-step.tsx';
import styles from './email.module.css';

/** A code works once; React may run an effect twice, and a reader may come back with the back button. */
const handedIn = new Map<string, Promise<ChannelAccount>>();

function complete(code: string, state: string): Promise<ChannelAccount> {
  const work = handedIn.get(code) ?? sendJson('POST', channelAccount, '/api/channels/email/oauth/complete', { code, state });
  handedIn.set(code, work);
  return work;
}

/** Where the browser comes back to from the provider: completes the connection, or says why there is none. */
export function SignInReturn() {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  useTitle(t('title'));
  const [query] = useState(() => new URLSearchParams(window.location.search));
  const [code, state] = [query.get('code') ?? '', query.get('state') ?? ''];
  const finish = useMutation({
    mutationFn: () => complete(code, state),
    onSuccess: async (account) => {
      rememberAccount(account);
      await queryClient.invalidateQueries({ queryKey: ['email-settings', account.id] });
    },
  });
  const { mutate } = finish;
  useEffect(() => {
    if (code && state) mutate();
  }, [code, state, mutate]);
  const refusal = code && state ? undefined : t(query.get('error') === 'access_denied' ? 'signIn.denied' : 'signIn.nothing');
  const failure = refusal ?? (finish.isError ? explain(finish.error) : undefined);
  return (
    <Page title={t('title')} back={<BackLink section="channels" label={t('channels')} />}>
      {finish.data ? <ConnectedStep connected={finish.data} /> : null}
      {failure ? (
        <div className={styles.form}>
          <Notice tone="danger" live>
            {failure}
          </Notice>
          <div className={styles.actions}>
            <Button
              size="md"
              renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: 'new' }} />}
            >
              {t('signIn.again')}
            </Button>
          </div>
        </div>
      ) : null}
      {!finish.data && !failure ? (
        <div role="status" className={styles.outcome}>
          <Loader size={18} />
          {t('signIn.busy')}
        </div>
      ) : null}
    </Page>
  );
}
