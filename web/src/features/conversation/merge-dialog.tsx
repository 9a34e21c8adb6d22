import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { contactTicketsQuery, searchResultsQuery } from '../../lib/tickets/ticket-queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './merge-dialog.module.css';

const SHOWN = 8;

interface MergeDialogProps {
  readonly ticket: PersonalRow;
  readonly onChoose: (into: PersonalRow) => void;
  readonly onClose: () => void;
}

/** Chooses the ticket that this one goes up in: another of the customer's, or one found by number or words. */
export function MergeDialog({ ticket, onChoose, onClose }: MergeDialogProps) {
  const { t } = useTranslation('conversation');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim().replace(/^#/u, ''), 150);
  const store = useCombobox({ opened: true });
  const others = useQuery(contactTicketsQuery(ticket.contact.id));
  const found = useInfiniteQuery({ ...searchResultsQuery(query), enabled: query !== '' });
  const rows = query === '' ? others.data?.items : found.data?.pages[0]?.items;
  const shown = (rows ?? []).filter(({ id, mergedIntoId }) => id !== ticket.id && mergedIntoId === null).slice(0, SHOWN);
  const choose = (id: string) => {
    const into = shown.find((row) => row.id === id);
    if (into) onChoose(into);
  };
  return (
    <Dialog opened onClose={onClose} title={t('merge.title', { number: ticket.number })}>
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
          <Combobox.Options className={styles.options ?? ''} aria-label={t('merge.candidates')}>
            {shown.map((row) => (
              <Combobox.Option key={row.id} value={row.id} className={styles.option ?? ''}>
                <StatusIcon status={row.status} size={15} />
                <span className={styles.number}>#{row.number}</span>
                <span className={styles.subject}>{row.subject || t('tickets:noSubject')}</span>
                <span className={styles.who}>{row.contact.name || row.contact.address}</span>
                <RelativeTime at={row.lastMessageAt} className={styles.when} />
              </Combobox.Option>
            ))}
          </Combobox.Options>
        ) : null}
        {shown.length === 0 && rows ? <p className={styles.nothing}>{t(query === '' ? 'merge.noOthers' : 'merge.nothing')}</p> : null}
      </Combobox>
    </Dialog>
  );
}
