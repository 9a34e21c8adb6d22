import { IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './empty-search.module.css';

const EXAMPLES = ['words', 'phrase', 'number', 'from', 'status', 'tag', 'assignee', 'has', 'unread', 'before', 'without'] as const;

/** Before anything was asked: what can be asked. After: that there is nothing. */
export function EmptySearch({ q }: { readonly q: string }) {
  const { t } = useTranslation('search');
  if (q.trim()) {
    return <EmptyState icon={<IconSearchOff size={32} stroke={1.5} />} title={t('nothing', { q: q.trim() })} text={t('nothingText')} />;
  }
  return (
    <div className={styles.help}>
      <h2 className={styles.title}>{t('help.title')}</h2>
      <dl className={styles.examples}>
        {EXAMPLES.map((name) => (
          <div key={name}>
            <dt>{t(`help.${name}.query`)}</dt>
            <dd>{t(`help.${name}.meaning`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
