import { TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from './inline-text.module.css';

interface InlineTextProps {
  readonly value: string;
  /** "Je naam wijzigen". */
  readonly label: string;
  readonly onSave: (value: string) => void;
  readonly maxLength?: number;
  readonly disabled?: boolean;
}

/** A name in a sentence that can be rewritten in place: Enter or leaving saves, Escape leaves it as it was. */
export function InlineText({ value, label, onSave, maxLength = 120, disabled = false }: InlineTextProps) {
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const refocus = useRef(false);
  useEffect(() => {
    if (draft === undefined && refocus.current) {
      refocus.current = false;
      button.current?.focus();
    }
  }, [draft]);
  if (disabled) return <strong className={styles.fixed}>{value}</strong>;
  if (draft === undefined) {
    return (
      <UnstyledButton ref={button} className={styles.text} onClick={() => setDraft(value)} aria-label={`${label}: ${value}`}>
        {value}
        <IconPencil size={14} className={styles.pencil} aria-hidden />
      </UnstyledButton>
    );
  }
  const finish = () => {
    const next = draft.trim();
    if (next !== '' && next !== value) onSave(next);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    refocus.current = true;
    if (event.key === 'Enter') finish();
    else setDraft(undefined);
  };
  return (
    <TextInput
      autoFocus
      size="sm"
      aria-label={label}
      value={draft}
      maxLength={maxLength}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={finish}
      onKeyDown={onKeyDown}
      className={styles.input ?? ''}
    />
  );
}
