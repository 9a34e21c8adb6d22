import { NumberInput } from '@mantine/core';
import { useState } from 'react';

interface LimitInputProps {
  readonly label: string;
  /** Null: as the house, which `instead` says. */
  readonly value: number | null;
  readonly instead?: number;
  readonly onSave: (value: number | null) => void;
}

/** A number of tickets, saved when it is left or confirmed. */
export function LimitInput({ label, value, instead, onSave }: LimitInputProps) {
  const [typed, setTyped] = useState<number | string>();
  const shown = typed ?? value ?? '';
  const save = () => {
    if (typed === undefined) return;
    const next = typeof typed === 'number' ? typed : null;
    setTyped(undefined);
    if (next !== value && (next !== null || instead !== undefined)) onSave(next);
  };
  return (
    <NumberInput
      aria-label={label}
      w={64}
      hideControls
      size="sm"
      min={0}
      max={500}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      value={shown}
      placeholder={instead === undefined ? '' : String(instead)}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
