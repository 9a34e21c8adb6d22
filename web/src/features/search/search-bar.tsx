import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './search-bar.module.css';

interface SearchBarProps {
  readonly value: string;
  readonly onChange: (q: string) => void;
  readonly onClose: () => void;
  /** Parts of the question that mean nothing here. */
  readonly unknownOperators: readonly string[];
}

const PAUSE_MS = 220;

/** The question. It is asked as it is typed, after a short pause. */
export function SearchBar({ value, onChange, onClose, unknownOperators }: SearchBarProps) {
  const { t } = useTranslation('search');
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(value);
  // The address changed by other means: back, a link, the palette.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed;
      onChange(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  useEffect(() => input.current?.focus(), []);
  useHotkey({ keys: '/', label: t('label'), group: t('group'), hidden: true, run: () => input.current?.select() });
  return (
    <search className={styles.bar}>
      <TextInput
        ref={input}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (typed) setTyped('');
          else onClose();
        }}
        maxLength={300}
        placeholder={t('placeholder')}
        aria-label={t('label')}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        className={styles.input ?? ''}
        spellCheck={false}
        autoComplete="off"
      />
      <KeyHint label={t('close')} keys="Escape">
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('close')} onClick={onClose} className={styles.close ?? ''}>
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      </KeyHint>
      {unknownOperators.length > 0 ? (
        <p className={styles.unknown} role="status">
          {t('unknown', { parts: unknownOperators.join(', ') })}{' '}
          <UnstyledButton className={styles.help} onClick={() => setTyped('')}>
            {t('showHelp')}
          </UnstyledButton>
        </p>
      ) : null}
    </search>
  );
}
