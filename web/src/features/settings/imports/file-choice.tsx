import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../../ui/file-size.ts';
import styles from './imports.module.css';

interface FileChoiceProps {
  readonly files: readonly File[];
  readonly onChoose: (files: readonly File[]) => void;
  /** Which files are meant. */
  readonly hint: string;
}

/** Files to choose, or to drop here. */
export function FileChoice({ files, onChoose, hint }: FileChoiceProps) {
  const { t, i18n } = useTranslation('imports');
  const [over, setOver] = useState(false);
  const [first] = files;
  const size = fileSize(
    files.reduce((sum, file) => sum + file.size, 0),
    i18n.language,
  );
  return (
    <section
      aria-label={t('choose')}
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onChoose([...event.dataTransfer.files]);
      }}
    >
      <IconFileUpload size={24} stroke={1.5} aria-hidden className={styles.dropIcon} />
      <div className={styles.dropWords}>
        {first ? (
          <p className={styles.chosen}>{t('chosen', { count: files.length, name: first.name, more: files.length - 1, size })}</p>
        ) : null}
        <p className={styles.hint}>{hint}</p>
        <div className={styles.choose}>
          <FileButton multiple onChange={onChoose}>
            {(props) => (
              <Button variant="default" {...props}>
                {t(first ? 'chooseOthers' : 'choose')}
              </Button>
            )}
          </FileButton>
          {first ? null : <span className={styles.orDrop}>{t('orDrop')}</span>}
        </div>
      </div>
    </section>
  );
}
