import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowMerge } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useCommand } from '../../ui/hotkeys/commands.ts';
import styles from './merge-contact.module.css';
import { useContactMoves } from './use-contact-moves.ts';

const MergeContactDialog = lazy(async () => ({ default: (await import('./merge-contact-dialog.tsx')).MergeContactDialog }));

/** Who went up in this customer, to be taken apart again, and the way to merge it with one more: here and in the palette. */
export function MergeContact({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('contact-panel');
  const mayChange = useAllowed('contacts:update');
  const moves = useContactMoves(contact.id);
  const [opened, dialog] = useDisclosure(false);
  useCommand({
    id: 'contact.merge',
    label: t('merge.open'),
    group: t('merge.group'),
    keywords: t('merge.keywords'),
    when: mayChange,
    run: dialog.open,
  });
  if (!mayChange) return null;
  return (
    <div>
      {contact.merged.map((other) => (
        <div key={other.id} className={styles.part}>
          <span>{t('merge.with', { name: other.name })}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('merge.apartWho', { name: other.name })}
            onClick={() => void moves.takeApart(other)}
          >
            {t('merge.apart')}
          </Button>
        </div>
      ))}
      <UnstyledButton className={styles.open} aria-haspopup="dialog" onClick={dialog.open}>
        <IconArrowMerge size={15} stroke={1.75} aria-hidden />
        {t('merge.open')}
      </UnstyledButton>
      {opened ? (
        <Suspense>
          <MergeContactDialog
            contact={contact}
            onClose={dialog.close}
            onChoose={(other) => {
              dialog.close();
              void moves.merge(other);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
