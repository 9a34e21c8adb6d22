import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Choice, ChoiceMenu } from './choice-menu.tsx';
import { KeyHint } from './key-hint.tsx';
import styles from './labels.module.css';

interface LabelsProps {
  readonly labels: readonly string[];
  readonly editable: boolean;
  /** Those that are in use elsewhere; the own ones stand before them. */
  readonly choices: readonly Choice[];
  readonly opened: boolean;
  readonly onOpenedChange: (opened: boolean) => void;
  readonly onToggle: (label: string) => void;
  readonly create: (typed: string) => Choice | undefined;
  readonly icon: ReactNode;
  /** The key that opens it, for its hint. */
  readonly keys?: string;
  readonly words: {
    readonly name: string;
    /** On the button while there are none. */
    readonly add: string;
    readonly search: string;
    readonly remove: (label: string) => string;
  };
}

/** Words that are put on something and taken off it by a few letters. */
export function Labels({ labels, editable, choices, opened, onOpenedChange, onToggle, create, icon, keys, words }: LabelsProps) {
  const own = labels.filter((label) => !choices.some(({ value }) => value === label)).map((label) => ({ value: label, label }));
  const button = (
    <UnstyledButton
      className={styles.add}
      {...(labels.length > 0 ? { 'aria-label': words.name } : {})}
      aria-haspopup="listbox"
      aria-expanded={opened}
      onClick={() => onOpenedChange(!opened)}
    >
      {icon}
      {labels.length === 0 ? words.add : null}
    </UnstyledButton>
  );
  return (
    <span className={styles.labels}>
      {labels.map((label) => (
        <span key={label} className={styles.label}>
          {label}
          {editable ? (
            <UnstyledButton className={styles.remove} aria-label={words.remove(label)} onClick={() => onToggle(label)}>
              <IconX size={12} stroke={2} aria-hidden />
            </UnstyledButton>
          ) : null}
        </span>
      ))}
      {editable ? (
        <ChoiceMenu
          several
          opened={opened}
          onOpenedChange={onOpenedChange}
          choices={[...own, ...choices]}
          selected={labels}
          search={words.search}
          create={create}
          onChoose={onToggle}
        >
          {keys ? (
            <KeyHint label={words.name} keys={keys} disabled={opened}>
              {button}
            </KeyHint>
          ) : (
            button
          )}
        </ChoiceMenu>
      ) : null}
    </span>
  );
}
