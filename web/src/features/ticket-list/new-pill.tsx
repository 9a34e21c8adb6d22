import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './new-pill.module.css';

/** Arrivals that wait, so that nothing moves under the pointer. */
export function NewPill({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const { t } = useTranslation('ticket-list');
  return (
    <div className={styles.place} role="status">
      <UnstyledButton className={styles.pill} onClick={onShow}>
        <IconArrowUp size={14} stroke={2} aria-hidden />
        {t('new', { count })}
      </UnstyledButton>
    </div>
  );
}
