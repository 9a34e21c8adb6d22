import { type Activity, priority, ticketStatus } from '@balie/shared/contracts/tickets.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMe } from '../../lib/me.ts';
import { useReason } from '../../lib/reasons/use-reason.ts';
import { bounceKind } from '../../lib/tickets/bounce-kind.ts';
import { useAgents, useTeams } from '../../lib/tickets/names.ts';
import { momentInWords } from '../../ui/moment-format.ts';

const fromTo = z.object({ from: z.string().nullish(), to: z.string().nullish() });
const tags = z.object({ added: z.array(z.string()).default([]), removed: z.array(z.string()).default([]) });
const bounced = z.object({ address: z.string(), code: z.string() });
const byRule = z.object({ rule: z.object({ name: z.string() }) });
const numbered = z.object({ number: z.string() });
const removedTeam = z.object({ removedTeam: z.string() });
const refused = z.object({ reason: z.string() });
const until = z.object({ until: z.string() });
const taken = z.object({ because: z.string(), since: z.string() });

/** What happened, as a sentence: "Fatima gaf het aan Sanne". */
export function useActivityWords(): (activity: Activity) => string {
  const { t, i18n } = useTranslation('conversation');
  const agents = useAgents();
  const teams = useTeams();
  const me = useMe();
  const inWords = useReason();
  return useCallback(
    ({ type, agentId, data }: Activity) => {
      const person = (id: string | null | undefined) => (id ? (agents.get(id)?.name ?? t('tickets:someone')) : t('tickets:nobody'));
      const who = agentId === null ? t('balie') : agentId === me.agent.id ? t('you') : person(agentId);
      // Dutch and English have another verb after "je" and "you".
      const verb = agentId !== null && agentId === me.agent.id ? { context: 'you' } : {};
      const { from, to } = fromTo.safeParse(data).data ?? {};
      const say = (key: string, values: Record<string, string> = {}) => t(`activity.${key}`, { who, ...verb, ...values });
      switch (type) {
        case 'assigned':
          if (!to) return say('released', { from: person(from) });
          return to === agentId ? say('took') : say('assigned', { to: to === me.agent.id ? t('toYou') : person(to) });
        case 'team_changed': {
          const team = removedTeam.safeParse(data).data?.removedTeam;
          if (to) return say('team', { to: teams.get(to)?.name ?? t('formerTeam') });
          return team === undefined ? say('noTeam') : say('teamRemoved', { team });
        }
        case 'status_changed': {
          const status = ticketStatus.safeParse(to).data;
          return say('status', { to: status ? t(`tickets:status.${status}`) : '' });
        }
        case 'priority_changed': {
          const found = priority.safeParse(to).data;
          return say('priority', { to: found ? t(`tickets:priority.${found}`).toLocaleLowerCase() : '' });
        }
        case 'subject_changed':
          return say('subject', { to: to ?? '' });
        case 'tags_changed': {
          const { added, removed } = tags.safeParse(data).data ?? { added: [], removed: [] };
          if (removed.length === 0) return say('tagged', { tags: added.join(', ') });
          if (added.length === 0) return say('untagged', { tags: removed.join(', ') });
          return say('retagged', { added: added.join(', '), removed: removed.join(', ') });
        }
        case 'snoozed': {
          const moment = until.safeParse(data).data?.until;
          return say('snoozed', { until: moment ? momentInWords(Date.parse(moment), i18n.language) : '' });
        }
        case 'bounced':
        case 'delivery_delayed': {
          const { address, code } = bounced.safeParse(data).data ?? { address: '', code: '' };
          return say(type, { address, reason: t(`tickets:bounce.${bounceKind(code)}`).toLocaleLowerCase() });
        }
        case 'automatic_refused':
          return say(type, { reason: inWords(refused.safeParse(data).data?.reason ?? '') });
        case 'rule_fired':
          return say(type, { rule: byRule.safeParse(data).data?.rule.name ?? '' });
        case 'imported':
          return say(type, { number: numbered.safeParse(data).data?.number ?? '' });
        case 'taken_over': {
          const { because, since } = taken.safeParse(data).data ?? { because: 'offline', since: '' };
          const values = { from: person(from), since: since && momentInWords(Date.parse(since), i18n.language) };
          return say(because === 'away' ? 'taken_over_away' : 'taken_over_offline', values);
        }
        default:
          return say(type);
      }
    },
    [t, i18n.language, agents, teams, me, inWords],
  );
}
