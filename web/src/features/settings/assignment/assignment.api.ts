import { type RoutingSettings, routingSettings, type SaveRoutingRequest } from '@balie/shared/contracts/routing.ts';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useRealtime } from '../../../lib/realtime.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';

export const routingQuery = queryOptions({
  queryKey: ['routing', 'settings'],
  queryFn: ({ signal }) => getJson(routingSettings, '/api/routing/settings', signal),
});

const readAgain = () => void queryClient.invalidateQueries({ queryKey: routingQuery.queryKey });

/** A colleague settled something meanwhile. */
export function useLiveRouting(): void {
  useRealtime('routing.changed', readAgain);
}

type Change =
  | { readonly path: 'settings'; readonly body: SaveRoutingRequest }
  | { readonly path: `teams/${string}`; readonly body: { readonly method: RoutingSettings['method'] | null } }
  | { readonly path: `agents/${string}`; readonly body: Pick<RoutingSettings['agents'][number], 'skills' | 'kinds'> };

/** Saves at once; a refusal is told, and what is shown is read again. */
export function useSaveRouting() {
  const explain = useExplain();
  return useMutation({
    mutationFn: ({ path, body }: Change) => sendJson('PUT', routingSettings, `/api/routing/${path}`, body),
    onSuccess: (saved) => queryClient.setQueryData(routingQuery.queryKey, saved),
    onError: (error) => {
      notify.error(explain(error));
      readAgain();
    },
  });
}

/** What the organisation settled, without what is a team's or a colleague's own. */
export function houseOf({ method, capacity, takeOver }: RoutingSettings): SaveRoutingRequest {
  return { method, capacity, takeOver };
}
