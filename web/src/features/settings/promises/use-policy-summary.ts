import { slaTarget } from '@balie/shared/contracts/deadlines.ts';
import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { writeDuration } from '../../../lib/deadlines/duration-text.ts';
import { channelAccountsQuery, shopsQuery } from '../../../lib/directory.ts';
import { useTeams } from '../../../lib/tickets/names.ts';

export const TARGETS = slaTarget.options;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** A policy in two lines: what it promises (of ordinary tickets), and for which. */
export function usePolicySummary({ promises, conditions }: SlaTerms): { promises: string; scope: string } {
  const { t } = useTranslation('promises');
  const shops = useQuery(shopsQuery).data ?? [];
  const channels = useQuery(channelAccountsQuery).data ?? [];
  const teams = useTeams();
  const promised = TARGETS.flatMap((target) => {
    const { seconds } = promises[target];
    const of = seconds.normal ?? seconds.high ?? seconds.urgent ?? seconds.low;
    return of === null ? [] : [t(`summary.${target}`, { time: writeDuration(of, t('hour')) })];
  });
  const names = [
    ...conditions.shopIds.flatMap((id) => shops.find((shop) => shop.id === id)?.name ?? []),
    ...conditions.channelAccountIds.flatMap((id) => channels.find((channel) => channel.id === id)?.name ?? []),
    ...conditions.channelKinds.map((kind) => t(`tickets:channel.${kind}`, { defaultValue: kind })),
    ...conditions.priorities.map((priority) => t('summary.priority', { priority: t(`tickets:priority.${priority}`).toLocaleLowerCase() })),
    ...conditions.tags.map((tag) => t('summary.tag', { tag })),
    ...conditions.contactGroups.map((group) => t('summary.group', { group })),
    ...conditions.teamIds.flatMap((id) => teams.get(id)?.name ?? []),
  ];
  return {
    promises: promised.length > 0 ? promised.join(' · ') : t('summary.nothing'),
    scope: names.length > 0 ? t('summary.for', { names: names.join(', ') }) : t('summary.everything'),
  };
}
