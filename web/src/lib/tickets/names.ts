import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { Agent, Shop, Team } from '@balie/shared/contracts/people.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, channelAccountsQuery, shopsQuery, teamsQuery } from '../directory.ts';

const byId = <T extends { id: string }>(items: T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.id, item]));
const agentsById = byId<Agent>;
const teamsById = byId<Team>;
const shopsById = byId<Shop>;
const channelsById = byId<ChannelAccount>;

const noAgents = agentsById([]);
const noTeams = teamsById([]);
const noShops = shopsById([]);
const noChannels = channelsById([]);

/** Colleagues, teams, shops and channels by id; empty while they load. */
export const useAgents = (): ReadonlyMap<string, Agent> => useQuery({ ...agentsQuery, select: agentsById }).data ?? noAgents;
export const useTeams = (): ReadonlyMap<string, Team> => useQuery({ ...teamsQuery, select: teamsById }).data ?? noTeams;
export const useShops = (): ReadonlyMap<string, Shop> => useQuery({ ...shopsQuery, select: shopsById }).data ?? noShops;
export const useChannels = (): ReadonlyMap<string, ChannelAccount> =>
  useQuery({ ...channelAccountsQuery, select: channelsById }).data ?? noChannels;

/** What people call a kind of channel: in our words, or else in its own. */
export function useChannelName(): (kind: string) => string {
  const { t, i18n } = useTranslation('tickets');
  const channels = useChannels();
  return (kind) => {
    const called = [...channels.values()].find((account) => account.kind === kind)?.capabilities.called;
    return t(`channel.${kind}`, { defaultValue: called?.[i18n.language === 'en' ? 'en' : 'nl'] ?? kind });
  };
}
