import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useExplain } from '../../ui/explain.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './contact-panel.module.css';
import { contactNow, useUpdateContact } from './use-update-contact.ts';

/** What the team should know of a customer. Written in place, saved on leaving; a colleague's words are never lost. */
export function ContactNote({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const explain = useExplain('contact-panel');
  const mayChange = useAllowed('contacts:update');
  const update = useUpdateContact(contact.id);
  const [draft, setDraft] = useState<string>();
  const conflict = contactNow(update.error);
  const save = (version = contact.version) => {
    if (draft === undefined) return;
    if (draft.trim() === contact.note.trim() && !conflict) {
      setDraft(undefined);
      return;
    }
    update.mutate({ changes: { note: draft.trim() }, version }, { onSuccess: () => setDraft(undefined) });
  };
  const leaveTheirs = () => {
    update.reset();
    setDraft(undefined);
  };
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('note')}</h3>
      {mayChange ? (
        <Textarea
          autosize
          minRows={2}
          maxRows={10}
          maxLength={10_000}
          aria-label={t('note')}
          placeholder={t('notePlaceholder')}
          value={draft ?? contact.note}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => save()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            event.currentTarget.blur();
          }}
          classNames={{ input: styles.note ?? '' }}
        />
      ) : (
        <p className={styles.fixedNote}>{contact.note || t('noNote')}</p>
      )}
      {conflict ? (
        <Notice tone="warning" live>
          <p className={styles.conflict}>{t('noteChanged', { note: conflict.note || t('noteEmptied') })}</p>
          <Button size="compact-xs" variant="default" onClick={() => save(conflict.version)}>
            {t('keepMine')}
          </Button>{' '}
          <Button size="compact-xs" variant="subtle" onClick={leaveTheirs}>
            {t('keepTheirs')}
          </Button>
        </Notice>
      ) : update.isError ? (
        <Notice tone="danger" live>
          {t('noteFailed')} {explain(update.error)}{' '}
          <Button size="compact-xs" variant="default" onClick={() => save()}>
            {t('ui:error.retry')}
          </Button>
        </Notice>
      ) : null}
    </div>
  );
}
