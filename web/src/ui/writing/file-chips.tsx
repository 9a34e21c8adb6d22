import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FileIcon } from '../file-icon.tsx';
import { fileSize } from '../file-size.ts';
import styles from './file-chips.module.css';

export interface FileChip {
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Between 0 and 1 while it goes up; undefined when it is there. */
  readonly progress: number | undefined;
  /** Why it did not get there. */
  readonly problem: string | undefined;
  /** It is too large for the mail, and goes as a link. */
  readonly asLink: boolean;
}

interface FileChipsProps {
  readonly files: readonly FileChip[];
  readonly onRemove: (key: string) => void;
  readonly onRetry: (key: string) => void;
}

/** Files that go along: how far each is on its way up, and the way to leave it out. */
export function FileChips({ files, onRemove, onRetry }: FileChipsProps) {
  const { t, i18n } = useTranslation('writing');
  if (files.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t('files')}>
      {files.map(({ key, name, contentType, sizeBytes, progress, problem, asLink }) => (
        <li key={key} className={styles.chip} data-problem={problem !== undefined || undefined}>
          {problem ? <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> : <FileIcon contentType={contentType} size={16} />}
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={styles.state} role={problem ? 'alert' : undefined}>
            {problem ??
              (progress === undefined
                ? [fileSize(sizeBytes, i18n.language), ...(asLink ? [t('asLink')] : [])].join(' · ')
                : `${Math.floor(progress * 100)}%`)}
          </span>
          {problem ? (
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('retryFile', { name })} onClick={() => onRetry(key)}>
              <IconRefresh size={14} />
            </ActionIcon>
          ) : null}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            className={styles.remove ?? ''}
            aria-label={t(progress === undefined ? 'removeFile' : 'cancelFile', { name })}
            onClick={() => onRemove(key)}
          >
            <IconX size={14} />
          </ActionIcon>
          {progress === undefined ? null : (
            <span className={styles.bar} role="progressbar" aria-label={name} aria-valuenow={Math.floor(progress * 100)}>
              <span style={{ transform: `scaleX(${progress})` }} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
