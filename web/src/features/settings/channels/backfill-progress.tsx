import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './channels.module.css';

/** How far the old mail is; nothing once it is all in. */
export function BackfillProgress({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('channels');
  const { backfill } = account;
  if (!backfill || backfill.finishedAt) return null;
  const { total, done } = backfill;
  const words = total === null ? t('backfill.counting') : t('backfill.progress', { done, total });
  return (
    <div className={styles.backfill}>
      <div className="tabular">{words}</div>
      <Progress value={total ? (done / total) * 100 : 0} size="sm" aria-label={words} />
    </div>
  );
}
