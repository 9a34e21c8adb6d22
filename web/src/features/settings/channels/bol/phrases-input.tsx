import { Textarea } from '@mantine/core';
import { useState } from 'react';

interface PhrasesInputProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: readonly string[];
  readonly onChange: (phrases: string[]) => void;
}

/** Several phrases, one on each line. */
export function PhrasesInput({ label, hint, value, onChange }: PhrasesInputProps) {
  // What is typed stays as it is, empty lines included.
  const [text, setText] = useState(value.join('\n'));
  return (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={1}
      maxRows={8}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(
          currentTarget.value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
