import { channelAccount, type EmailSettings } from '@balie/shared/contracts/channels.ts';
import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../../../lib/http.ts';
import { queryClient } from '../../../../lib/query.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { notify } from '../../../../ui/notify.tsx';
import { Setting } from '../../../../ui/page.tsx';
import { emailSettingsQuery } from './email.api.ts';

/** Whether answers are put into the folder of sent mail of the mailbox itself. */
export function Copies({ accountId, settings }: { readonly accountId: string; readonly settings: EmailSettings }) {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  const { copyToSent, providerKeepsCopies } = settings;
  const save = useMutation({
    mutationFn: (wanted: boolean) => {
      // What the provider needs anyway stays its own choice, should the mailbox move to another one.
      const isUsual = wanted !== providerKeepsCopies;
      return sendJson('PUT', channelAccount, `/api/channels/email/accounts/${accountId}/copies`, { copyToSent: isUsual ? null : wanted });
    },
    onSuccess: () => queryClient.invalidateQueries(emailSettingsQuery(accountId)),
    onError: (error) => notify.error(explain(error)),
  });
  return (
    <Setting label={t('copies.label')} hint={t(providerKeepsCopies ? 'copies.hintKept' : 'copies.hint')}>
      <Switch
        aria-label={t('copies.label')}
        checked={save.isPending ? save.variables : copyToSent}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
    </Setting>
  );
}
