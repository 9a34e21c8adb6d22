import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../../ui/file-size.ts';
import styles from './imports.module.css';

interface UploadProgressProps {
  readonly files: readonly File[];
  /** Between 0 and 1. */
  readonly progress: number;
  readonly onStop: () => void;
}

export function UploadProgress({ files, progress, onStop }: UploadProgressProps) {
  const { t, i18n } = useTranslation('imports');
  const size = fileSize(
    files.reduce((sum, file) => sum + file.size, 0),
    i18n.language,
  );
  const words = t('uploading', { percent: `${Math.floor(progress * 100)}%`, size });
  return (
    <div className={styles.upload}>
      <div className={styles.uploadWords}>
        <span className="tabular">{words}</span>
        <Button variant="default" size="compact-sm" onClick={onStop}>
          {t('stopUpload')}
        </Button>
      </div>
      <Progress value={progress * 100} size="sm" aria-label={words} />
      <p className={styles.hint}>{t('uploadingHint')}</p>
    </div>
  );
}
