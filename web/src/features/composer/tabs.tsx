import { UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './composer.module.css';
import type { ComposerKind } from './composer-kind.ts';

interface TabsProps {
  readonly kind: ComposerKind;
  readonly mayReply: boolean;
  readonly onKind: (kind: ComposerKind) => void;
}

const KEYS = { reply: 'r', note: 'n' } as const;

/** To the customer, or to the team. */
export function Tabs({ kind, mayReply, onKind }: TabsProps) {
  const { t } = useTranslation('composer');
  const kinds = mayReply ? (['reply', 'note'] as const) : (['note'] as const);
  return (
    <span className={styles.tabs} role="tablist" aria-label={t('kinds')}>
      {kinds.map((one) => (
        <KeyHint key={one} label={t(`${one}Hint`)} keys={KEYS[one]} position="top">
          <UnstyledButton role="tab" aria-selected={one === kind} className={styles.tab} onClick={() => onKind(one)}>
            {one === 'reply' ? <IconArrowBackUp size={15} stroke={1.75} aria-hidden /> : <IconLock size={14} stroke={1.75} aria-hidden />}
            {t(one)}
          </UnstyledButton>
        </KeyHint>
      ))}
    </span>
  );
}
