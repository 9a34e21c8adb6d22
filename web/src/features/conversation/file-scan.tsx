import { type Attachment } from '@balie/shared/contracts/files.ts';
import { IconBug, IconClock, IconShieldQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './attachments.module.css';

type Scan = NonNullable<Attachment['scan']>;

const ICONS = { waiting: IconClock, infected: IconBug, unscannable: IconShieldQuestion };

/** Why a file cannot be fetched. What is clean needs no words. */
export function FileScan({ scan }: { readonly scan: Scan }) {
  const { t } = useTranslation('conversation');
  if (scan.state === 'clean') return null;
  const Icon = ICONS[scan.state];
  return (
    <span className={styles.scan} data-state={scan.state}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(`attachments.scan.${scan.state}`, { virus: scan.virus ?? '' })}
    </span>
  );
}
