import { type AgentPresence, type Availability, agentPresence, agentPresenceList } from '@balie/shared/contracts/routing.ts';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, sendJson } from '../http.ts';
import { queryClient } from '../query.ts';
import { useRealtime } from '../realtime.ts';

/** How each colleague is. Kept fresh by live events. */
const agentStatesQuery = queryOptions({
  queryKey: ['agent-states'],
  queryFn: async ({ signal }) => (await getJson(agentPresenceList, '/api/routing/states', signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

function put(items: readonly AgentPresence[]): void {
  const changed = new Map(items.map((item) => [item.agentId, item]));
  queryClient.setQueryData(agentStatesQuery.queryKey, (known) => {
    if (!known) return known;
    const kept = known.map((one) => changed.get(one.agentId) ?? one);
    return [...kept, ...items.filter(({ agentId }) => !known.some((one) => one.agentId === agentId))];
  });
}

/** How colleagues are, by id; empty while that is not known. */
export function useAgentStates(): ReadonlyMap<string, AgentPresence> {
  return useQuery({ ...agentStatesQuery, select: byAgent }).data ?? nobody;
}

/** Keeps it as it is now, for every screen. */
export function useLiveAgentStates(): void {
  useRealtime(
    'agent-states.changed',
    useCallback(({ items }) => put(items), []),
  );
}

const byAgent = (items: AgentPresence[]): ReadonlyMap<string, AgentPresence> => new Map(items.map((item) => [item.agentId, item]));
const nobody = byAgent([]);

/** Says of oneself whether one takes new work. */
export function useChooseAvailability() {
  return useMutation({
    mutationFn: (availability: Availability) => sendJson('PUT', agentPresence, '/api/routing/availability', { availability }),
    onSuccess: (mine) => put([mine]),
  });
}
