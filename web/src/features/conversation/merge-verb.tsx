import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { ActionIcon } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../ui/hotkeys/commands.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './ticket-verbs.module.css';
import { useMoveMessages } from './use-move-messages.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

/** Puts the ticket into another one; also from the palette. */
export function MergeVerb({ ticket, withKeys }: { readonly ticket: PersonalRow; readonly withKeys: boolean }) {
  const { t } = useTranslation('conversation');
  const [choosing, setChoosing] = useState(false);
  const { merge } = useMoveMessages();
  const label = t('verbs.merge');
  const open = () => setChoosing(true);
  useCommand({ id: 'ticket.merge', label, group: t('group'), keywords: t('verbs.mergeKeywords'), when: withKeys, run: open });
  return (
    <>
      <KeyHint label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          className={`${styles.verb} ${styles.rare}`}
          aria-label={label}
          aria-haspopup="dialog"
          onClick={open}
        >
          <IconArrowMerge size={18} stroke={1.75} />
        </ActionIcon>
      </KeyHint>
      {choosing ? (
        <Suspense>
          <MergeDialog
            ticket={ticket}
            onClose={() => setChoosing(false)}
            onChoose={(into) => {
              setChoosing(false);
              merge(ticket, into);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
