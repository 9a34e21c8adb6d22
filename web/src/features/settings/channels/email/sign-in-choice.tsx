import type { EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../../ui/choice.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import styles from './email.module.css';
import { useStartSignIn } from './use-start-sign-in.ts';

const PERIODS = ['none', '7', '30', '90', '365', '18250'] as const;

interface SignInChoiceProps {
  readonly provider: EmailSignIn;
  readonly address: string;
  readonly shopId: string;
}

/** The easy way in: sign in at the provider, no password for us to keep. */
export function SignInChoice({ provider, address, shopId }: SignInChoiceProps) {
  const { t } = useTranslation('email');
  const explain = useExplain('email');
  const [history, setHistory] = useState<(typeof PERIODS)[number]>('none');
  const start = useStartSignIn();
  const begin = () =>
    start.mutate({ provider, address, shopId, historyDays: history === 'none' ? null : Number(history), accountId: null });
  return (
    <div className={styles.signIn}>
      <p className={styles.sentence}>{t('signIn.why', { provider: t(`signIn.at.${provider}`) })}</p>
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey="signIn.history"
          components={{
            value: (
              <Choice
                label={t('history.daysLabel')}
                value={history}
                options={PERIODS.map((value) => ({ value, label: t(`signIn.periods.${value}`) }))}
                onChange={setHistory}
              />
            ),
          }}
        />
      </p>
      {start.isError ? (
        <Notice tone="danger" live>
          {explain(start.error)}
        </Notice>
      ) : null}
      <Button size="md" loading={start.isPending || start.isSuccess} onClick={begin}>
        {t('signIn.begin', { provider: t(`signIn.at.${provider}`) })}
      </Button>
      <p className={styles.soft}>{t('signIn.orPassword')}</p>
    </div>
  );
}
