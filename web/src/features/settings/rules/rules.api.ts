import {
  answerRules,
  type DryRunRequest,
  type DryRunResult,
  dryRunResult,
  type Rule,
  rule,
  ruleList,
  ruleRunPage,
  type SaveRuleRequest,
} from '@balie/shared/contracts/rules.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useRealtime } from '../../../lib/realtime.ts';

const ALL = ['rules'] as const;

export const rulesQuery = queryOptions({
  queryKey: [...ALL, 'list'],
  queryFn: async ({ signal }) => (await getJson(ruleList, '/api/rules', signal)).items,
});

export const answerRulesQuery = queryOptions({
  queryKey: [...ALL, 'answers'],
  queryFn: async ({ signal }) => (await getJson(answerRules, '/api/rules/answers', signal)).items,
});

/** Of one rule, of one ticket, or of all. */
export interface LogOf {
  readonly ruleId?: string | undefined;
  readonly ticketId?: string | undefined;
}

export const runsQuery = ({ ruleId, ticketId }: LogOf) =>
  infiniteQueryOptions({
    queryKey: [...ALL, 'runs', ruleId ?? ticketId ?? 'all'],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: '20', ...(ruleId ? { ruleId } : {}), ...(pageParam ? { cursor: pageParam } : {}) });
      return getJson(ruleRunPage, `/api/${ticketId ? `tickets/${ticketId}/rule-runs` : 'rules/runs'}?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** What colleagues change is read again, and after a broken connection everything is. */
export function useLiveRules(): void {
  const readAgain = useCallback(() => void changed(), []);
  useRealtime('rules.changed', readAgain);
}

/** What rules do to a ticket stands on its timeline at once: then there is more to read. */
export function useLiveTicketRules(ticketId: string): void {
  const readAgain = useCallback(
    (about: { readonly ticketId: string }) => {
      if (about.ticketId === ticketId) void queryClient.invalidateQueries({ queryKey: [...ALL, 'runs', ticketId] });
    },
    [ticketId],
  );
  useRealtime('activity.added', readAgain);
}

const changed = () => queryClient.invalidateQueries({ queryKey: ALL });

export async function saveRule(id: string | undefined, body: SaveRuleRequest): Promise<Rule> {
  const saved = id ? await sendJson('PUT', rule, `/api/rules/${id}`, body) : await sendJson('POST', rule, '/api/rules', body);
  await changed();
  return saved;
}

export async function orderRules(ids: readonly string[]): Promise<void> {
  const { items } = await sendJson('PUT', ruleList, '/api/rules/order', { ids });
  queryClient.setQueryData(rulesQuery.queryKey, items);
}

export async function removeRule(id: string): Promise<void> {
  await send('DELETE', `/api/rules/${id}`);
  await changed();
}

export function dryRun(request: DryRunRequest): Promise<DryRunResult> {
  return sendJson('POST', dryRunResult, '/api/rules/dry-run', request);
}
