import type { EmailTestResult } from '@balie/shared/contracts/channels.ts';
import { Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDraft } from './connection-draft.ts';
import styles from './email.module.css';

interface TestReportProps {
  readonly draft: ConnectionDraft;
  readonly testing: boolean;
  readonly result: EmailTestResult | undefined;
}

/** How the live test goes: fetching and sending, each with its outcome in plain words. */
export function TestReport({ draft, testing, result }: TestReportProps) {
  const { t } = useTranslation('email');
  const list = useRef<HTMLUListElement>(null);
  // On a phone it would appear below the screen, and nothing would seem to happen.
  useEffect(() => {
    if (testing || result) list.current?.scrollIntoView({ block: 'nearest' });
  }, [testing, result]);
  if (!testing && !result) return null;
  return (
    <ul ref={list} className={styles.report} aria-live="polite">
      {(['imap', 'smtp'] as const).map((step) => {
        const outcome = testing ? undefined : result?.steps.find((one) => one.step === step);
        if (!testing && !outcome) return null;
        return (
          <li key={step} className={styles.outcome}>
            {outcome ? (
              outcome.ok ? (
                <IconCircleCheck size={18} className={styles.good} aria-hidden />
              ) : (
                <IconCircleX size={18} className={styles.bad} aria-hidden />
              )
            ) : (
              <Loader size={16} aria-hidden />
            )}
            <div className={styles.words}>
              {outcome ? outcome.ok ? t(`test.${step}.ok`) : <Failure draft={draft} outcome={outcome} /> : t(`test.${step}.busy`)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

type Outcome = EmailTestResult['steps'][number];

/** What went wrong and what to do; the server's own words one click further. */
function Failure({ draft, outcome }: { readonly draft: ConnectionDraft; readonly outcome: Outcome }) {
  const { t } = useTranslation('email');
  const { host, port } = draft[outcome.step];
  return (
    <>
      <strong>{t(`test.${outcome.step}.failed`)}</strong> {t(`fault.${outcome.code ?? 'unknown'}`, { host, port, address: draft.address })}
      {outcome.detail ? (
        <details className={styles.details}>
          <summary>{t('test.detail')}</summary>
          <code>{outcome.detail}</code>
        </details>
      ) : null}
    </>
  );
}
