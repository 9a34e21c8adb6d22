import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useAgents, useTeams } from '../../lib/tickets/names.ts';
import { momentInWords } from '../../ui/moment-format.ts';

/** Of tickets in one sentence. */
const MOST_NAMED = 8;

export interface ChangeWords {
  /** "Opgelost", "3 tickets aan Sanne gegeven". */
  done(rows: readonly TicketRow[], changes: TicketChanges): string;
  failed(rows: readonly TicketRow[], reason: string): string;
  /** What the ticket is by now, of what the change was about; of several, which they are. */
  conflict(now: readonly TicketRow[], changes: TicketChanges): string;
  readonly anyway: string;
}

/** What a change, its failure and a lost race are called. */
export function useChangeWords(): ChangeWords {
  const { t, i18n } = useTranslation('ticket-actions');
  const agents = useAgents();
  const teams = useTeams();
  const me = useMe();
  return useMemo(() => {
    const person = (id: string | null) =>
      id === null ? t('tickets:nobody') : id === me.agent.id ? t('tickets:you') : (agents.get(id)?.name ?? t('tickets:someone'));
    const team = (id: string | null) => (id === null ? t('tickets:noTeam') : (teams.get(id)?.name ?? ''));
    const which = (rows: readonly TicketRow[]) => {
      const [first] = rows;
      return rows.length === 1 && first ? `#${first.number}` : t('several', { count: rows.length });
    };
    return {
      anyway: t('anyway'),
      failed: (rows, reason) => t('failed', { which: which(rows), reason }),
      done: (rows, changes) => {
        const values = { which: which(rows) };
        if (changes.snoozedUntil)
          return t('done.snoozed', { ...values, until: momentInWords(Date.parse(changes.snoozedUntil), i18n.language) });
        if (changes.status) return t(`done.status.${changes.status}`, values);
        if (changes.assigneeId !== undefined) {
          return changes.assigneeId ? t('done.assigned', { ...values, name: person(changes.assigneeId) }) : t('done.released', values);
        }
        if (changes.teamId !== undefined) return t('done.team', { ...values, name: team(changes.teamId) });
        if (changes.priority)
          return t('done.priority', { ...values, priority: t(`tickets:priority.${changes.priority}`).toLocaleLowerCase() });
        if (changes.addTags?.length) return t('done.tagged', { ...values, tags: changes.addTags.join(', ') });
        if (changes.removeTags?.length) return t('done.untagged', { ...values, tags: changes.removeTags.join(', ') });
        return t('done.changed', values);
      },
      conflict: (rows, changes) => {
        const [now] = rows;
        if (!now || rows.length > 1) {
          const numbers = rows.slice(0, MOST_NAMED).map(({ number }) => `#${number}`);
          return t('conflict.several', {
            count: rows.length,
            numbers: [...numbers, ...(rows.length > MOST_NAMED ? ['…'] : [])].join(', '),
          });
        }
        const values = { number: now.number };
        if (changes.assigneeId !== undefined) return t('conflict.assigned', { ...values, name: person(now.assigneeId) });
        if (changes.teamId !== undefined) return t('conflict.team', { ...values, name: team(now.teamId) });
        if (changes.priority)
          return t('conflict.priority', { ...values, priority: t(`tickets:priority.${now.priority}`).toLocaleLowerCase() });
        if (changes.subject !== undefined) return t('conflict.subject', { ...values, subject: now.subject });
        return t('conflict.status', { ...values, status: t(`tickets:status.${now.status}`).toLocaleLowerCase() });
      },
    };
  }, [t, i18n.language, agents, teams, me]);
}
