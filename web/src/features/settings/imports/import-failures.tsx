import type { ImportFaultCode, ImportRun } from '@balie/shared/contracts/imports.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import styles from './imports.module.css';
import { act, importFailuresQuery, readImportsAgain } from './imports.queries.ts';

/** In technical words there is more to say than the code of the fault does. */
const TELLS_MORE: ReadonlySet<ImportFaultCode> = new Set(['unreadable', 'internal', 'too_large']);

interface ImportFailuresProps {
  readonly run: ImportRun;
  /** What else can be done with the import. */
  readonly verbs: ReactNode;
}

/** What of an import did not come in, and why: the first of them here, all of them as a file. */
export function ImportFailures({ run, verbs }: ImportFailuresProps) {
  const { t } = useTranslation('imports');
  const explain = useExplain('imports');
  const [opened, openedIs] = useDisclosure(false);
  const listId = useId();
  const failures = useQuery({ ...importFailuresQuery(run.id), enabled: opened });
  const retry = useMutation({
    mutationFn: () => act(run.id, 'retry'),
    onSettled: readImportsAgain,
    onError: (error) => notify.error(explain(error)),
  });
  return (
    <div className={styles.failures}>
      <div className={styles.verbs}>
        <Button variant="default" size="compact-sm" onClick={openedIs.toggle} aria-expanded={opened} aria-controls={listId}>
          {t(opened ? 'hideFailures' : 'showFailures')}
        </Button>
        {run.canRetry ? (
          <Button variant="default" size="compact-sm" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('retry')}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" size="compact-sm" component="a" href={`/api/imports/${run.id}/failures.csv`} download>
          {t('allFailures')}
        </Button>
        {verbs}
      </div>
      <ul id={listId} className={styles.failureList} hidden={!opened}>
        {failures.data?.items.map((failure) => (
          <li key={failure.id}>
            <div className={styles.failureLabel}>{failure.label || t('unnamed')}</div>
            <div className={styles.reason}>{t(`fault.${failure.code}`)}</div>
            <div className={styles.hint}>
              {[failure.fileName, TELLS_MORE.has(failure.code) ? failure.detail : ''].filter(Boolean).join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
