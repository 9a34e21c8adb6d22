import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import styles from './choice.module.css';

interface ChoiceProps<V extends string> {
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly hint?: string | undefined }[];
  readonly onChange: (value: V) => void;
  /** What is chosen here, for who cannot see the sentence around it. */
  readonly label: string;
  readonly disabled?: boolean;
}

/** A word in a sentence that can be another word. */
export function Choice<V extends string>({ value, options, onChange, label, disabled = false }: ChoiceProps<V>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu position="bottom-start" disabled={disabled} width="max-content">
      <Menu.Target>
        <UnstyledButton className={styles.choice} disabled={disabled} aria-label={`${label}: ${chosen?.label ?? ''}`}>
          {chosen?.label}
          {disabled ? null : <IconChevronDown size={14} className={styles.chevron} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown ?? ''}>
        <Menu.RadioGroup
          value={value}
          onChange={(next) => {
            if (next !== value) onChange(next as V);
          }}
        >
          {options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
              {option.label}
              {option.hint ? <span className={styles.hint}>{option.hint}</span> : null}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
