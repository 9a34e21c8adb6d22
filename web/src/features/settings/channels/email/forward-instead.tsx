import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../../../lib/http.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import styles from './email.module.css';

/** Without any password: the shop forwards its mail to an address of ours. How it is answered from is chosen afterwards. */
export function ForwardInstead({ address, shopId }: { readonly address: string; readonly shopId: string }) {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  const navigate = useNavigate();
  const connect = useMutation({
    mutationFn: () => sendJson('POST', channelAccount, '/api/channels/email/forwarding', { address, shopId, name: address, smtp: null }),
    onSuccess: async (account) => {
      rememberAccount(account);
      await navigate({ to: '/settings/$section/$item', params: { section: 'channels', item: account.id } });
    },
  });
  return (
    <div className={styles.signIn}>
      <p className={styles.sentence}>{t('forwarding.why')}</p>
      {connect.isError ? (
        <Notice tone="danger" live>
          {explain(connect.error)}
        </Notice>
      ) : null}
      <Button variant="default" loading={connect.isPending} onClick={() => connect.mutate()}>
        {t('forwarding.begin')}
      </Button>
    </div>
  );
}
