import type { TextVariable } from '@balie/shared/domain/text-variables.ts';
import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './variable-text.module.css';

interface VariableTextProps {
  readonly label: string;
  /** The gaps that are offered. */
  readonly names: readonly TextVariable[];
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Words with gaps that are filled in for each ticket; a gap goes where the cursor stands. */
export function VariableText({ label, names, value, onChange }: VariableTextProps) {
  const { t } = useTranslation('settings');
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const [from, until] = [field.current?.selectionStart ?? value.length, field.current?.selectionEnd ?? value.length];
    onChange(`${value.slice(0, from)}{{${name}}}${value.slice(until)}`);
    field.current?.focus();
  };
  return (
    <div className={styles.text}>
      <Textarea
        ref={field}
        aria-label={label}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={10_000}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={styles.gaps}>
        <span className={styles.hint}>{t('signature.insert')}</span>
        {names.map((name) => (
          <Button key={name} variant="default" size="compact-xs" onClick={() => insert(name)}>
            {t(`rules:gap.${name.replace('.', '_')}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
