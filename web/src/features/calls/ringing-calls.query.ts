import { type RingingCall, ringingCalls } from '@balie/shared/contracts/ringing-calls.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { useRealtime } from '../../lib/realtime.ts';
import { useNow } from '../../ui/now.ts';

/** No telephone rings longer; of an older call the end was not told. */
const MAX_RINGING_MS = 3 * 60_000;

const ringingQuery = queryOptions({
  queryKey: ['ringing-calls'],
  queryFn: async ({ signal }) => (await getJson(ringingCalls, '/api/calls/ringing', signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

const change = (update: (calls: readonly RingingCall[]) => RingingCall[]) =>
  // An answer that is under way knows less than what was just heard.
  void queryClient
    .cancelQueries({ queryKey: ringingQuery.queryKey })
    .then(() => queryClient.setQueryData(ringingQuery.queryKey, (calls) => update(calls ?? [])));

/** The calls that ring now, the first to ring first. */
export function useRingingCalls(): readonly RingingCall[] {
  const now = useNow();
  const calls = useQuery(ringingQuery).data ?? [];
  useRealtime(
    'call.ringing',
    useCallback(({ call }: { call: RingingCall }) => change((before) => [...before.filter(({ id }) => id !== call.id), call]), []),
  );
  useRealtime(
    'call.quiet',
    useCallback(({ id }: { id: string }) => change((before) => before.filter((call) => call.id !== id)), []),
  );
  return calls.filter(({ rangAt }) => now - Date.parse(rangAt) < MAX_RINGING_MS);
}
