import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronUp, IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import styles from './conversation-tools.module.css';
import type { Neighbours } from './use-neighbours.ts';

/** Where the list is not beside the conversation: back to it. */
export function WayBack({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('inbox');
  return (
    <KeyHint label={t('keys.back')} keys="Escape">
      <ActionIcon variant="subtle" color="gray" size={44} className={styles.tool ?? ''} aria-label={t('keys.back')} onClick={onBack}>
        <IconChevronLeft size={22} stroke={1.75} />
      </ActionIcon>
    </KeyHint>
  );
}

interface ConversationToolsProps {
  readonly neighbours: Neighbours;
  readonly onOpen: (row: { number: number }) => void;
  /** Shows who the conversation is with, where that has no column of its own. */
  readonly onContact: (() => void) | undefined;
}

export function ConversationTools({ neighbours: { next, previous }, onOpen, onContact }: ConversationToolsProps) {
  const { t } = useTranslation('inbox');
  useHotkey({ keys: 'd', label: t('customer'), group: t('keys.group'), when: onContact !== undefined, run: () => onContact?.() });
  return (
    <span className={styles.tools}>
      {onContact ? (
        <KeyHint label={t('customer')} keys="d">
          <ActionIcon variant="subtle" color="gray" size={32} className={styles.tool ?? ''} aria-label={t('customer')} onClick={onContact}>
            <IconId size={18} stroke={1.75} />
          </ActionIcon>
        </KeyHint>
      ) : null}
      <KeyHint label={t('keys.previous')} keys="k">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          className={`${styles.tool} ${styles.neighbour}`}
          aria-label={t('keys.previous')}
          disabled={!previous}
          onClick={() => previous && onOpen(previous)}
        >
          <IconChevronUp size={18} stroke={1.75} />
        </ActionIcon>
      </KeyHint>
      <KeyHint label={t('keys.next')} keys="j">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          className={`${styles.tool} ${styles.neighbour}`}
          aria-label={t('keys.next')}
          disabled={!next}
          onClick={() => next && onOpen(next)}
        >
          <IconChevronDown size={18} stroke={1.75} />
        </ActionIcon>
      </KeyHint>
    </span>
  );
}
