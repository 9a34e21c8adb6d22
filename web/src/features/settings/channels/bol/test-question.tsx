import type { BolMailSettings } from '@balie/shared/contracts/bol-mail.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { useReason } from '../../../../lib/reasons/use-reason.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { notify } from '../../../../ui/notify.tsx';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import arrival from '../arrival.module.css';
import { bolSettingsQuery, sendTestQuestion } from './bol.api.ts';

/** A mail of the mailbox to itself: whether both ways work, before bol is told anything. */
export function TestQuestion({ settings: { account, test } }: { readonly settings: BolMailSettings }) {
  const { t } = useTranslation('bol');
  const inWords = useReason();
  const explain = useExplain('bol');
  const send = useMutation({
    mutationFn: () => sendTestQuestion(account.id),
    onSuccess: (settings) => queryClient.setQueryData(bolSettingsQuery(account.id).queryKey, settings),
    onError: (error) => {
      notify.error(explain(error));
      void queryClient.invalidateQueries(bolSettingsQuery(account.id));
    },
  });
  const state = test === null ? 'none' : test.failure ? 'failed' : test.seenAt ? 'seen' : 'underway';
  return (
    <div role="status" className={arrival.arrival} data-arrived={state === 'seen'}>
      {state === 'seen' ? <IconCircleCheck size={20} stroke={1.75} className={arrival.good} aria-hidden /> : null}
      {state === 'underway' ? <span className={arrival.waiting} aria-hidden /> : null}
      {state === 'failed' ? <IconAlertTriangle size={20} stroke={1.75} aria-hidden /> : null}
      {state === 'none' ? <IconSend size={20} stroke={1.75} aria-hidden /> : null}
      <div className={arrival.words}>
        {t(`test.${state}`, { reason: test?.failure ? inWords(test.failure) : '' })}
        {test?.seenAt ? (
          <>
            {' '}
            <RelativeTime at={test.seenAt} style="long" />
          </>
        ) : null}
      </div>
      <Button variant="default" size="compact-md" loading={send.isPending} onClick={() => send.mutate()}>
        {t(state === 'none' ? 'test.send' : 'test.again')}
      </Button>
    </div>
  );
}
