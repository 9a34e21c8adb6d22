import type { OrderSource } from '@balie/shared/contracts/order-sources.ts';
import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlayerPause, IconRefresh } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import styles from './orders-settings.module.css';

const LOOKS = {
  connecting: { icon: IconLoader, tone: 'quiet' },
  connected: { icon: IconCircleCheck, tone: 'success' },
  retrying: { icon: IconRefresh, tone: 'warning' },
  needs_attention: { icon: IconAlertTriangle, tone: 'danger' },
  paused: { icon: IconPlayerPause, tone: 'quiet' },
} as const;

/** How a connection fares, in a word, a shape and a colour. */
export function SourceStatus({ source }: { readonly source: OrderSource }) {
  const { t } = useTranslation('order-settings');
  const { icon: Icon, tone } = LOOKS[source.status];
  return (
    <span className={styles.status} data-tone={tone}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`status.${source.status}`)}
    </span>
  );
}

/** What is wrong, in the reader's words; undefined when it works or rests. */
export function useSourceFault(source: OrderSource): string | undefined {
  const { t, i18n } = useTranslation('order-settings');
  if (source.status !== 'retrying' && source.status !== 'needs_attention') return undefined;
  const key = `order-settings:problem.${source.lastErrorCode ?? 'unreachable'}`;
  const words = i18n.exists(key) ? i18n.t(key) : (source.lastError ?? '');
  return `${words} ${t(source.status === 'retrying' ? 'retriedByItself' : 'waitsForYou')}`;
}

/** When it last worked, how much came of it, and how far the history is. */
export function SourceHealth({ source, brief = false }: { readonly source: OrderSource; readonly brief?: boolean }) {
  const { t } = useTranslation('order-settings');
  const fault = useSourceFault(source);
  const { backfill, lastSuccessAt, orderCount } = source;
  const words = backfill && !backfill.finishedAt ? t('backfill', { done: backfill.done, total: backfill.total }) : undefined;
  return (
    <>
      {brief && fault ? <div>{fault}</div> : null}
      {brief && fault ? null : (
        <div className="tabular">
          {t('count', { count: orderCount })}{' '}
          {lastSuccessAt ? (
            <Trans t={t} i18nKey="lastSuccess" components={{ time: <RelativeTime at={lastSuccessAt} style="long" /> }} />
          ) : null}
        </div>
      )}
      {words && backfill ? (
        <div className={styles.backfill}>
          <div className="tabular">{words}</div>
          <Progress value={(backfill.done / Math.max(1, backfill.total)) * 100} size="sm" aria-label={words} />
        </div>
      ) : null}
    </>
  );
}
