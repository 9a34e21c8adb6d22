import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { IconUser, IconUsersGroup } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useAgents, useTeams } from '../../lib/tickets/names.ts';
import { PriorityIcon, StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import {
  fromChoice,
  type PRIORITIES,
  type SETTABLE_STATUSES,
  toChoice,
  useAssigneeChoices,
  usePriorityChoices,
  useStatusChoices,
  useTeamChoices,
} from '../../lib/tickets/use-choices.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { type Choice, ChoiceMenu } from '../../ui/choice-menu.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { momentInWords } from '../../ui/moment-format.ts';
import styles from './ticket-fields.module.css';

type FieldName = 'status' | 'assignee' | 'team' | 'priority';

interface TicketFieldsProps {
  readonly ticket: PersonalRow;
  readonly editable: boolean;
  readonly withKeys: boolean;
}

/** Status, person, team and priority, each read and set in the same place. */
export function TicketFields({ ticket, editable, withKeys }: TicketFieldsProps) {
  const { t, i18n } = useTranslation('conversation');
  const actions = useTicketActions();
  const [menu, setMenu] = useState<FieldName>();
  const me = useMe();
  const agents = useAgents();
  const teams = useTeams();
  const statuses = useStatusChoices();
  const assignees = useAssigneeChoices();
  const teamChoices = useTeamChoices();
  const priorities = usePriorityChoices();
  const group = t('group');
  const keys = editable && withKeys;
  const change = (changes: Parameters<typeof actions.change>[1]) => actions.change([ticket.id], changes);

  useHotkey({ keys: 'a', label: t('fields.assign'), group, when: keys, run: () => setMenu('assignee') });
  useHotkey({ keys: 'i', label: t('fields.assignToMe'), group, when: keys, run: () => change({ assigneeId: me.agent.id }) });
  useHotkey({ keys: 'p', label: t('fields.priority'), group, when: keys, run: () => setMenu('priority') });
  useHotkey({ keys: 'm', label: t('fields.team'), group, when: keys && teams.size > 0, run: () => setMenu('team') });

  const field = (name: FieldName, parts: Omit<FieldProps, 'opened' | 'onOpenedChange' | 'editable'>) => (
    <Field {...parts} editable={editable} opened={menu === name} onOpenedChange={(opened) => setMenu(opened ? name : undefined)} />
  );
  const assignee = ticket.assigneeId ? agents.get(ticket.assigneeId) : undefined;
  const team = ticket.teamId ? teams.get(ticket.teamId) : undefined;
  const until =
    ticket.status === 'snoozed' && ticket.snoozedUntil ? momentInWords(Date.parse(ticket.snoozedUntil), i18n.language) : undefined;
  return (
    <>
      {field('status', {
        label: t('fields.status'),
        icon: <StatusIcon status={ticket.status} />,
        value: until ? t('snoozedUntil', { until }) : t(`tickets:status.${ticket.status}`),
        choices: statuses,
        selected: ticket.status,
        onChoose: (status) => change({ status: status as (typeof SETTABLE_STATUSES)[number] }),
      })}
      {field('assignee', {
        label: t('fields.assign'),
        keys: 'a',
        icon: assignee ? (
          <Avatar name={assignee.name} seed={assignee.id} picture={assignee.picture} size={18} />
        ) : (
          <IconUser size={16} stroke={1.75} aria-hidden />
        ),
        value: ticket.assigneeId ? (assignee?.name ?? t('tickets:someone')) : t('tickets:nobody'),
        quiet: !ticket.assigneeId,
        choices: assignees,
        selected: toChoice(ticket.assigneeId),
        onChoose: (id) => change({ assigneeId: fromChoice(id) }),
      })}
      {teams.size > 0
        ? field('team', {
            label: t('fields.team'),
            keys: 'm',
            icon: <IconUsersGroup size={16} stroke={1.75} aria-hidden />,
            value: team?.name ?? t('tickets:noTeam'),
            quiet: !team,
            bare: !team,
            choices: teamChoices,
            selected: toChoice(ticket.teamId),
            onChoose: (id) => change({ teamId: fromChoice(id) }),
          })
        : null}
      {field('priority', {
        label: t('fields.priority'),
        keys: 'p',
        icon: <PriorityIcon priority={ticket.priority} />,
        value: t(`tickets:priority.${ticket.priority}`),
        quiet: ticket.priority === 'normal',
        bare: ticket.priority === 'normal',
        choices: priorities,
        selected: ticket.priority,
        onChoose: (priority) => change({ priority: priority as (typeof PRIORITIES)[number] }),
      })}
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly keys?: string;
  readonly icon: ReactNode;
  readonly value: string;
  /** Nothing was chosen: said softly. */
  readonly quiet?: boolean;
  /** The icon says enough. */
  readonly bare?: boolean;
  readonly choices: readonly Choice[];
  readonly selected: string;
  readonly editable: boolean;
  readonly opened: boolean;
  readonly onOpenedChange: (opened: boolean) => void;
  readonly onChoose: (value: string) => void;
}

function Field({
  label,
  keys,
  icon,
  value,
  quiet = false,
  bare = false,
  choices,
  selected,
  editable,
  opened,
  onOpenedChange,
  onChoose,
}: FieldProps) {
  const face = (
    <>
      {icon}
      {bare ? null : <span className={styles.value}>{value}</span>}
    </>
  );
  if (!editable) {
    return (
      <span className={styles.field} data-quiet={quiet || undefined}>
        {face}
      </span>
    );
  }
  return (
    <ChoiceMenu
      choices={choices}
      selected={[selected]}
      search={label}
      opened={opened}
      onOpenedChange={onOpenedChange}
      onChoose={(chosen) => {
        if (chosen !== selected) onChoose(chosen);
      }}
    >
      <KeyHint label={bare ? `${label}: ${value}` : label} keys={keys} disabled={opened}>
        <UnstyledButton
          className={styles.field}
          data-quiet={quiet || undefined}
          aria-label={`${label}: ${value}`}
          aria-haspopup="listbox"
          aria-expanded={opened}
          onClick={() => onOpenedChange(!opened)}
        >
          {face}
        </UnstyledButton>
      </KeyHint>
    </ChoiceMenu>
  );
}
