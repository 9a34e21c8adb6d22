import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactSuggestionsQuery } from '../../lib/tickets/ticket-queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './merge-contact.module.css';

const SHOWN = 8;

interface MergeContactDialogProps {
  readonly contact: Contact;
  readonly onChoose: (other: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}

/** Finds the customer that goes up in this one, by name or address. */
export function MergeContactDialog({ contact, onChoose, onClose }: MergeContactDialogProps) {
  const { t } = useTranslation('contact-panel');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const store = useCombobox({ opened: true });
  const found = useQuery({ ...contactSuggestionsQuery(query), enabled: query !== '' });
  const shown = query === '' ? [] : (found.data ?? []).filter(({ id }) => id !== contact.id).slice(0, SHOWN);
  const choose = (id: string) => {
    const other = shown.find((person) => person.id === id);
    if (other) onChoose({ id, name: other.name || other.address });
  };
  return (
    <Dialog opened onClose={onClose} title={t('merge.title', { name: contact.name || t('nameless') })}>
      <Combobox store={store} onOptionSubmit={choose}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            label={t('merge.search')}
            description={t('merge.hint')}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              store.updateSelectedOptionIndex();
            }}
          />
        </Combobox.EventsTarget>
        {/* A list without options is none. */}
        {shown.length > 0 ? (
          <Combobox.Options className={styles.options ?? ''} aria-label={t('merge.found')}>
            {shown.map(({ id, name, address }) => (
              <Combobox.Option key={id} value={id} className={styles.option ?? ''}>
                <Avatar name={name || address} seed={id} size={24} />
                <span className={styles.name}>{name || address}</span>
                <span className={styles.address}>{address}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        ) : null}
        {query !== '' && found.isSuccess && shown.length === 0 ? <p className={styles.nothing}>{t('merge.nothing')}</p> : null}
      </Combobox>
    </Dialog>
  );
}
