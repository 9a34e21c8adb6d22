import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDuration, writeDuration } from '../../../lib/deadlines/duration-text.ts';

interface DurationInputProps {
  readonly label: string;
  /** Null: none. */
  readonly seconds: number | null;
  readonly onChange: (seconds: number | null) => void;
}

/** `4 u`, `30 min`; empty is nothing. What cannot be read stays and is marked, and changes nothing. */
export function DurationInput({ label, seconds, onChange }: DurationInputProps) {
  const { t } = useTranslation('promises');
  const [text, setText] = useState(seconds === null ? '' : writeDuration(seconds, t('hour')));
  const [wrong, setWrong] = useState(false);
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder="–"
      value={text}
      error={wrong ? t('duration.unreadable') : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setWrong(false);
      }}
      onBlur={() => {
        const read = text.trim() === '' ? null : readDuration(text);
        setWrong(read === undefined);
        if (read === undefined) return;
        setText(read === null ? '' : writeDuration(read, t('hour')));
        if (read !== seconds) onChange(read);
      }}
    />
  );
}
