import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactSuggestionsQuery } from '../../lib/tickets/ticket-queries.ts';
import { RecipientsInput } from '../../ui/writing/recipients-input.tsx';
import type { Letter } from './new-letter.ts';
import styles from './new-ticket.module.css';

const COPIES = ['cc', 'bcc'] as const;

/** To whom it goes; who gets a copy is asked on demand. */
export function LetterRecipients({ letter, onChange }: { readonly letter: Letter; readonly onChange: (change: Partial<Letter>) => void }) {
  const { t } = useTranslation('new-ticket');
  const [typed, setTyped] = useState('');
  // A field that appears on demand takes the cursor, one that was kept does not.
  const [asked, setAsked] = useState<(typeof COPIES)[number]>();
  const [query] = useDebouncedValue(typed.trim(), 150);
  const suggestions = useQuery({ ...contactSuggestionsQuery(query), enabled: query.length > 1 }).data ?? [];
  return (
    <>
      <div className={styles.recipients}>
        <div className={styles.grow}>
          <RecipientsInput
            label={t('to')}
            value={letter.to}
            onChange={(to) => onChange({ to })}
            suggestions={suggestions}
            onQuery={setTyped}
            autoFocus={letter.to.length === 0}
          />
        </div>
        {COPIES.filter((field) => letter[field] === undefined).map((field) => (
          <Button
            key={field}
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => {
              setAsked(field);
              onChange({ [field]: [] });
            }}
          >
            {t(field)}
          </Button>
        ))}
      </div>
      {COPIES.map((field) => {
        const value = letter[field];
        return value === undefined ? null : (
          <RecipientsInput
            key={field}
            label={t(field)}
            value={value}
            onChange={(addresses) => onChange({ [field]: addresses })}
            suggestions={suggestions}
            onQuery={setTyped}
            autoFocus={asked === field}
          />
        );
      })}
    </>
  );
}
