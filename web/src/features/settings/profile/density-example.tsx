import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/avatar.tsx';
import styles from './density-example.module.css';

/** One row of the inbox as it will look. */
export function DensityExample({ density }: { readonly density: 'comfortable' | 'compact' }) {
  const { t } = useTranslation('profile');
  return (
    <span className={styles.row} data-density={density} aria-hidden>
      <Avatar name="Jan de Vries" size={density === 'compact' ? 24 : 28} />
      <span className={styles.words}>
        <span className={styles.who}>Jan de Vries</span>
        <span className={styles.subject}>{t('exampleSubject')}</span>
      </span>
      <span className={styles.time}>4 min</span>
    </span>
  );
}
