import { Button, TextInput } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './copy-field.module.css';

const SAID_MS = 2_000;

/** A text to take along, such as a link. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation('ui');
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const { start: sayNoMore } = useTimeout(() => setCopied(false), SAID_MS);
  const copy = async () => {
    setCopied(await copyFrom(field.current, value));
    sayNoMore();
  };
  return (
    <div className={styles.field}>
      <TextInput
        ref={field}
        aria-label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        className={styles.input ?? ''}
      />
      <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}

/**
 * Without https, as at an address in the office, there is no clipboard for scripts: there the browser is asked to copy
 * what is selected. Where it refuses that too, the text stays selected for the hand.
 */
async function copyFrom(field: HTMLInputElement | null, text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return selectAndCopy(field);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => selectAndCopy(field),
  );
}

function selectAndCopy(field: HTMLInputElement | null): boolean {
  field?.focus();
  field?.select();
  return document.execCommand('copy');
}
