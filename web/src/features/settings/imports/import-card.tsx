import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { ImportRun } from '@balie/shared/contracts/imports.ts';
import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../../ui/file-size.ts';
import { Notice } from '../../../ui/notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ImportFailures } from './import-failures.tsx';
import { ImportStatus } from './import-status.tsx';
import { ImportVerbs } from './import-verbs.tsx';
import styles from './imports.module.css';

interface ImportCardProps {
  readonly run: ImportRun;
  /** Undefined when it was disconnected. */
  readonly channel: ChannelAccount | undefined;
}

/** One import: from where to where, how far, with which result. */
export function ImportCard({ run, channel }: ImportCardProps) {
  const { t, i18n } = useTranslation('imports');
  const isUnderWay = run.state === 'running' || run.state === 'queued' || run.state === 'paused';
  const title = t('from', { source: t(`names.${run.source}`), channel: channel?.name ?? t('channelGone') });
  const verbs = <ImportVerbs run={run} title={title} />;
  return (
    <article className={styles.run} aria-label={title}>
      <header className={styles.runHeader}>
        <div className={styles.runWords}>
          <h3 className={styles.runTitle}>{title}</h3>
          <p className={styles.hint}>
            {run.files.map(({ name }) => name).join(', ')}
            {run.moreFiles > 0 ? ` ${t('more', { count: run.moreFiles })}` : null}
            {run.files.length > 0 ? ` · ${fileSize(run.totalBytes, i18n.language)} · ` : null}
            <RelativeTime at={run.finishedAt ?? run.createdAt} style="long" />
          </p>
        </div>
        <ImportStatus state={run.state} />
      </header>
      {isUnderWay ? <Progress value={run.progress * 100} size="sm" aria-label={t('progressLabel')} /> : null}
      <Counts run={run} />
      {run.linkedFiles > 0 ? <p className={styles.hint}>{t('linked', { count: run.linkedFiles })}</p> : null}
      {run.errorCode ? <Notice tone="danger">{t(`error.${run.errorCode}`)}</Notice> : null}
      {run.failed > 0 ? <ImportFailures run={run} verbs={verbs} /> : <div className={styles.verbs}>{verbs}</div>}
    </article>
  );
}

function Counts({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation('imports');
  const shown = (['made', 'known', 'skipped', 'failed'] as const).filter((kind) => run[kind] > 0);
  if (shown.length === 0) return run.state === 'running' ? <p className={styles.hint}>{t('counts.nothing')}</p> : null;
  return (
    <p className={styles.counts}>
      {shown.map((kind) => (
        <span key={kind} data-kind={kind}>
          {t(`counts.${kind}`, { count: run[kind] })}
        </span>
      ))}
    </p>
  );
}
