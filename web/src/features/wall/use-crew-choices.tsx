import type { AgentState } from '@balie/shared/contracts/routing.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { WallAgent } from '@balie/shared/contracts/wall.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAssigneeChoices } from '../../lib/tickets/use-choices.tsx';
import type { Choice } from '../../ui/choice-menu.tsx';
import { loadOf } from './load.ts';

const ORDER: readonly AgentState[] = ['available', 'on_call', 'away', 'offline'];

/** Colleagues to give this ticket to: who is there first, each with what they have of its channel. */
export function useCrewChoices(agents: readonly WallAgent[], ticket: TicketRow): Choice[] {
  const { t } = useTranslation('wall');
  const choices = useAssigneeChoices();
  return useMemo(() => {
    const byId = new Map(agents.map((agent) => [agent.agentId, agent]));
    const place = ({ value }: Choice) => ORDER.indexOf(byId.get(value)?.state ?? 'offline');
    const [nobody, ...people] = choices;
    const sorted = people.toSorted((one, other) => place(one) - place(other));
    return [...(nobody ? [nobody] : []), ...sorted].map((choice) => {
      const agent = byId.get(choice.value);
      if (!agent) return choice;
      const { open, isFull } = loadOf(agent, ticket.channelKind);
      const load = isFull ? t('full', { open }) : t('has', { count: open });
      return { ...choice, hint: agent.state === 'available' ? load : `${t(`state.${agent.state}`)} · ${load}` };
    });
  }, [agents, choices, ticket.channelKind, t]);
}
