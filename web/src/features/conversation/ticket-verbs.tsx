import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertOctagon, IconArrowBackUp, IconCircleCheck, IconClockPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { MomentMenu } from '../../ui/moment-menu.tsx';
import { MergeVerb } from './merge-verb.tsx';
import styles from './ticket-verbs.module.css';

/** What is done with a ticket when it is done with: later, never, or solved. */
export function TicketVerbs({ ticket, withKeys }: { readonly ticket: PersonalRow; readonly withKeys: boolean }) {
  const { t } = useTranslation('conversation');
  const actions = useTicketActions();
  const [snoozing, setSnoozing] = useState(false);
  const group = t('group');
  const done = ticket.status === 'solved' || ticket.status === 'closed';
  const isSpam = ticket.status === 'spam';
  const solve = () => actions.change([ticket.id], { status: done ? 'open' : 'solved' });
  const spam = () => actions.change([ticket.id], { status: isSpam ? 'open' : 'spam' });
  const solveLabel = t(done ? 'verbs.reopen' : 'verbs.solve');
  const spamLabel = t(isSpam ? 'verbs.notSpam' : 'verbs.spam');

  useHotkey({ keys: 'e', label: solveLabel, group, when: withKeys, run: solve });
  useHotkey({ keys: 's', label: t('verbs.snooze'), group, when: withKeys, run: () => setSnoozing(true) });
  useHotkey({ keys: '#', label: spamLabel, group, when: withKeys, run: spam });
  return (
    <span className={styles.verbs}>
      <MergeVerb ticket={ticket} withKeys={withKeys} />
      <KeyHint label={spamLabel} keys="#">
        <ActionIcon variant="subtle" color="gray" size={30} className={styles.verb ?? ''} aria-label={spamLabel} onClick={spam}>
          <IconAlertOctagon size={18} stroke={1.75} />
        </ActionIcon>
      </KeyHint>
      <MomentMenu
        opened={snoozing}
        onOpenedChange={setSnoozing}
        title={t('verbs.snoozeUntil')}
        onChoose={(snoozedUntil) => actions.change([ticket.id], { snoozedUntil })}
      >
        <KeyHint label={t('verbs.snooze')} keys="s" disabled={snoozing}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            className={styles.verb ?? ''}
            aria-label={t('verbs.snooze')}
            aria-haspopup="listbox"
            aria-expanded={snoozing}
            onClick={() => setSnoozing(!snoozing)}
          >
            <IconClockPause size={18} stroke={1.75} />
          </ActionIcon>
        </KeyHint>
      </MomentMenu>
      <KeyHint label={solveLabel} keys="e">
        <Button
          variant="default"
          size="compact-md"
          className={styles.solve ?? ''}
          aria-label={solveLabel}
          leftSection={done ? <IconArrowBackUp size={16} stroke={1.75} /> : <IconCircleCheck size={16} stroke={1.75} />}
          onClick={solve}
        >
          {solveLabel}
        </Button>
      </KeyHint>
    </span>
  );
}
