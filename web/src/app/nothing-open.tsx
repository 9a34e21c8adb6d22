import { IconMailOpened } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys.tsx';
import styles from './nothing-open.module.css';

const TAUGHT = [
  ['j', 'next'],
  ['r', 'reply'],
  ['e', 'solve'],
  ['mod+k', 'palette'],
] as const;

/** Beside the list while nothing is read: the few keys worth knowing. */
export function NothingOpen() {
  const { t } = useTranslation('inbox');
  return (
    <div className={styles.nothing}>
      <IconMailOpened size={36} stroke={1.25} aria-hidden />
      <p className={styles.title}>{t('nothingOpen')}</p>
      <dl className={styles.keys}>
        {TAUGHT.map(([keys, name]) => (
          <div key={keys}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{t(`taught.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
