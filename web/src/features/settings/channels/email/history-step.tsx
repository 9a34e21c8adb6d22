import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../../ui/choice.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import { type ConnectionDraft, toConnection } from './connection-draft.ts';
import { connectEmail } from './email.api.ts';
import styles from './email.module.css';

/** The last is everything: older than mail itself. */
const DAYS = ['7', '30', '90', '365', '18250'] as const;

interface HistoryStepProps {
  readonly draft: ConnectionDraft;
  readonly shopId: string;
  readonly messageCount: number | null;
  readonly onBack: () => void;
  readonly onConnected: (account: ChannelAccount) => void;
}

/** Step 3: only what comes from now on, or also what came before. */
export function HistoryStep({ draft, shopId, messageCount, onBack, onConnected }: HistoryStepProps) {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  const [history, setHistory] = useState<'none' | 'days'>('none');
  const [days, setDays] = useState<(typeof DAYS)[number]>('30');
  const connect = useMutation({
    mutationFn: () =>
      connectEmail({ ...toConnection(draft), shopId, name: draft.address, historyDays: history === 'none' ? null : Number(days) }),
    onSuccess: (account) => {
      rememberAccount(account);
      onConnected(account);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!connect.isPending) connect.mutate();
      }}
    >
      <Notice tone="success" live>
        {messageCount === null ? t('history.works') : t('history.worksCount', { count: messageCount })}
      </Notice>
      <Radio.Group label={t('history.question')} value={history} onChange={(next) => setHistory(next as 'none' | 'days')}>
        <div className={styles.choices}>
          <Radio value="none" label={t('history.none')} description={t('history.noneHint')} />
          <Radio value="days" label={t('history.days')} description={t('history.daysHint')} />
        </div>
      </Radio.Group>
      {history === 'days' ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="history.sentence"
            components={{
              value: (
                <Choice
                  label={t('history.daysLabel')}
                  value={days}
                  options={DAYS.map((value) => ({ value, label: t(`history.periods.${value}`) }))}
                  onChange={setDays}
                />
              ),
            }}
          />
        </p>
      ) : null}
      {connect.isError ? (
        <Notice tone="danger" live>
          {explain(connect.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" size="md" onClick={onBack}>
          {t('back')}
        </Button>
        <Button type="submit" size="md" loading={connect.isPending}>
          {t('history.connect')}
        </Button>
      </div>
    </form>
  );
}
