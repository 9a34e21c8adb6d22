import type { Message } from '@balie/shared/contracts/tickets.ts';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../ui/file-size.ts';
import styles from './left-out.module.css';

/** Files that were too large to be taken in: named, so that nobody thinks there were none. */
export function LeftOut({ files }: { readonly files: Message['leftOut'] }) {
  const { t, i18n } = useTranslation('conversation');
  if (files.length === 0) return null;
  return (
    <div className={styles.leftOut}>
      <IconFileOff size={16} stroke={1.75} aria-hidden />
      <div className={styles.words}>
        <ul className={styles.names} aria-label={t('leftOut.title')}>
          {files.map(({ name, sizeBytes }, index) => (
            <li key={index}>
              {name} <span className={styles.size}>{fileSize(sizeBytes, i18n.language)}</span>
            </li>
          ))}
        </ul>
        {t('leftOut.why')}
      </div>
    </div>
  );
}
