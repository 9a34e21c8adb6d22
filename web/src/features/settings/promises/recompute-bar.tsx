import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recomputeQuery } from './promises.api.ts';
import styles from './promises.module.css';

/** After a change every open ticket is measured anew: how far that is. */
export function RecomputeBar() {
  const { t, i18n } = useTranslation('promises');
  const recompute = useQuery(recomputeQuery).data;
  if (!recompute || recompute.finishedAt !== null) return null;
  const number = new Intl.NumberFormat(i18n.language);
  const words = t('recompute', { done: number.format(recompute.done), total: number.format(recompute.total) });
  return (
    <div className={styles.recompute} role="status">
      <span className="tabular">{words}</span>
      <Progress value={recompute.total === 0 ? 100 : (recompute.done / recompute.total) * 100} size="sm" aria-label={words} />
    </div>
  );
}
