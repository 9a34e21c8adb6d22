import { IconCircleDashed, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import type { Choice } from '../../ui/choice-menu.tsx';
import { useMe } from '../me.ts';
import { useAgentStates } from '../people/agent-states.ts';
import { useAgents, useTeams } from './names.ts';
import { PriorityIcon, StatusIcon } from './status-icon.tsx';
import { tagsQuery } from './ticket-queries.ts';

/** What tickets can be set to, as choices for a menu. `NONE` stands for nobody and no team. */
export const NONE = 'none';
export const fromChoice = (value: string): string | null => (value === NONE ? null : value);
export const toChoice = (id: string | null): string => id ?? NONE;

const nothing = <IconCircleDashed size={18} stroke={1.5} color="var(--balie-text-faint)" aria-hidden />;

/** Oneself first, then the colleagues by name; who only reads cannot be given a ticket. */
export function useAssigneeChoices(): Choice[] {
  const { t } = useTranslation('tickets');
  const agents = useAgents();
  const me = useMe();
  const states = useAgentStates();
  return useMemo(() => {
    const able = [...agents.values()].filter(({ active, role }) => active && role !== 'viewer');
    able.sort((a, b) => Number(b.id === me.agent.id) - Number(a.id === me.agent.id) || a.name.localeCompare(b.name));
    return [
      { value: NONE, label: t('nobody'), icon: nothing },
      ...able.map(({ id, name, email, picture }) => ({
        value: id,
        label: name,
        keywords: email,
        hint: id === me.agent.id ? t('you') : states.get(id)?.state === 'away' ? t('away') : undefined,
        icon: <Avatar name={name} seed={id} picture={picture} size={20} />,
      })),
    ];
  }, [agents, me, states, t]);
}

export function useTeamChoices(): Choice[] {
  const { t } = useTranslation('tickets');
  const teams = useTeams();
  return useMemo(() => {
    const icon = <IconUsersGroup size={18} stroke={1.5} aria-hidden />;
    return [
      { value: NONE, label: t('noTeam'), icon: nothing },
      ...[...teams.values()].map(({ id, name }) => ({ value: id, label: name, icon })),
    ];
  }, [teams, t]);
}

/** Snoozing asks for a moment, so it is not among them. */
export const SETTABLE_STATUSES = ['open', 'pending', 'solved', 'closed', 'spam'] as const;
export function useStatusChoices(): Choice[] {
  const { t } = useTranslation('tickets');
  return useMemo(
    () => SETTABLE_STATUSES.map((status) => ({ value: status, label: t(`status.${status}`), icon: <StatusIcon status={status} /> })),
    [t],
  );
}

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export function usePriorityChoices(): Choice[] {
  const { t } = useTranslation('tickets');
  return useMemo(
    () => PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`), icon: <PriorityIcon priority={priority} /> })),
    [t],
  );
}

/** Tags in use, the most used first; read when `wanted`. */
export function useTagChoices(wanted: boolean): Choice[] {
  const tags = useQuery({ ...tagsQuery, enabled: wanted }).data;
  return useMemo(() => (tags ?? []).map(({ name, count }) => ({ value: name, label: name, hint: String(count) })), [tags]);
}

/** A tag as the server takes it; undefined when nothing is left. */
export function asTag(typed: string): string | undefined {
  const tag = typed
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/gu, '-')
    .slice(0, 50);
  return tag || undefined;
}
