import { ActionIcon } from '@mantine/core';
import {
  IconAlertOctagon,
  IconChecks,
  IconCircleCheck,
  IconClockPause,
  IconProgress,
  IconTag,
  IconUserPlus,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import {
  asTag,
  fromChoice,
  type SETTABLE_STATUSES,
  useAssigneeChoices,
  useStatusChoices,
  useTagChoices,
} from '../../lib/tickets/use-choices.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { MomentMenu } from '../../ui/moment-menu.tsx';
import styles from './bulk-bar.module.css';
import type { Selection } from './use-selection.ts';

type MenuName = 'assign' | 'status' | 'tag' | 'snooze';

/** What can be done with all that is chosen, at once. Stands in place of the header while something is. */
export function BulkBar({ selection, total }: { readonly selection: Selection; readonly total: number }) {
  const { t } = useTranslation('ticket-list');
  const actions = useTicketActions();
  const [menu, setMenu] = useState<MenuName>();
  const ids = [...selection.ids];
  const assignees = useAssigneeChoices();
  const statuses = useStatusChoices();
  const tags = useTagChoices(menu === 'tag');
  const group = t('chosenGroup');
  const openedBy = (name: MenuName) => ({ opened: menu === name, onOpenedChange: (opened: boolean) => setMenu(opened ? name : undefined) });
  const change: typeof actions.change = (which, changes) => {
    selection.clear();
    actions.change(which, changes);
  };
  const solve = () => change(ids, { status: 'solved' });
  const spam = () => change(ids, { status: 'spam' });

  useHotkey({ keys: 'a', label: t('assign'), group, run: () => setMenu('assign') });
  useHotkey({ keys: 's', label: t('snooze'), group, run: () => setMenu('snooze') });
  useHotkey({ keys: 't', label: t('tag'), group, run: () => setMenu('tag') });
  useHotkey({ keys: 'e', label: t('solve'), group, run: solve });
  useHotkey({ keys: '#', label: t('spam'), group, run: spam });
  useHotkey({ keys: 'mod+a', label: t('chooseAll'), group, run: selection.all });
  useHotkey({ keys: 'Escape', label: t('chooseNone'), group, run: selection.clear, hidden: true });

  return (
    <div className={styles.bar} role="toolbar" aria-label={group}>
      <Action label={t('chooseNone')} keys="Escape" Icon={IconX} onClick={selection.clear} />
      <span className={styles.count} role="status">
        {t('chosen', { count: ids.length })}
      </span>
      {ids.length < total ? (
        <span className={styles.all}>
          <Action label={t('chooseAll')} keys="mod+a" Icon={IconChecks} onClick={selection.all} />
        </span>
      ) : null}
      <span className={styles.actions}>
        <ChoiceMenu
          {...openedBy('assign')}
          choices={assignees}
          selected={[]}
          search={t('findColleague')}
          onChoose={(id) => change(ids, { assigneeId: fromChoice(id) })}
        >
          <Action label={t('assign')} keys="a" Icon={IconUserPlus} onClick={() => setMenu('assign')} />
        </ChoiceMenu>
        <Action label={t('solve')} keys="e" Icon={IconCircleCheck} onClick={solve} />
        <ChoiceMenu
          {...openedBy('status')}
          choices={statuses}
          selected={[]}
          search={t('status')}
          onChoose={(status) => change(ids, { status: status as (typeof SETTABLE_STATUSES)[number] })}
        >
          <Action label={t('status')} Icon={IconProgress} onClick={() => setMenu('status')} />
        </ChoiceMenu>
        <MomentMenu {...openedBy('snooze')} title={t('snoozeUntil')} onChoose={(snoozedUntil) => change(ids, { snoozedUntil })}>
          <Action label={t('snooze')} keys="s" Icon={IconClockPause} onClick={() => setMenu('snooze')} />
        </MomentMenu>
        <ChoiceMenu
          {...openedBy('tag')}
          choices={tags}
          selected={[]}
          search={t('findTag')}
          create={(typed) => {
            const tag = asTag(typed);
            return tag ? { value: tag, label: t('newTag', { tag }) } : undefined;
          }}
          onChoose={(tag) => change(ids, { addTags: [tag] })}
        >
          <Action label={t('tag')} keys="t" Icon={IconTag} onClick={() => setMenu('tag')} />
        </ChoiceMenu>
        <Action label={t('spam')} keys="#" Icon={IconAlertOctagon} onClick={spam} />
      </span>
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  readonly keys?: string;
  readonly Icon: TablerIcon;
  readonly onClick: () => void;
}

function Action({ label, keys, Icon, onClick }: ActionProps) {
  return (
    <KeyHint label={label} keys={keys}>
      <ActionIcon variant="subtle" color="gray" size={32} className={styles.action ?? ''} aria-label={label} onClick={onClick}>
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </KeyHint>
  );
}
