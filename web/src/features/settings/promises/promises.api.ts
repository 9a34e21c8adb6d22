import {
  businessCalendar,
  type CalendarHours,
  calendarList,
  calendarPreview,
  holidayCountries,
  type SaveCalendarRequest,
  type StoredCalendar,
} from '@balie/shared/contracts/calendars.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import {
  type SavePolicyRequest,
  type SlaPolicy,
  slaPolicy,
  slaPolicyList,
  slaRecomputeState,
  slaWebhookSecret,
} from '@balie/shared/contracts/sla.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useRealtime } from '../../../lib/realtime.ts';

const ALL = ['sla'] as const;

export const policiesQuery = queryOptions({
  queryKey: [...ALL, 'policies'],
  queryFn: async ({ signal }) => (await getJson(slaPolicyList, '/api/sla/policies', signal)).items,
});

export const calendarsQuery = queryOptions({
  queryKey: [...ALL, 'calendars'],
  queryFn: async ({ signal }) => (await getJson(calendarList, '/api/business-calendars', signal)).items,
});

export const recomputeQuery = queryOptions({
  queryKey: [...ALL, 'recompute'],
  queryFn: async ({ signal }) => (await getJson(slaRecomputeState, '/api/sla/recompute', signal)).recompute,
});

export const webhookSecretQuery = queryOptions({
  queryKey: [...ALL, 'secret'],
  queryFn: async ({ signal }) => (await getJson(slaWebhookSecret, '/api/sla/webhook-secret', signal)).secret,
});

/** Names of countries and holidays in the reader's language. */
export const countriesQuery = (language: Locale) =>
  queryOptions({
    queryKey: ['holiday-countries', language],
    queryFn: async ({ signal }) =>
      (await getJson(holidayCountries, `/api/business-calendars/countries?language=${language}`, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const previewQuery = (hours: CalendarHours, language: Locale) =>
  queryOptions({
    queryKey: ['calendar-preview', hours, language],
    queryFn: () => sendJson('POST', calendarPreview, `/api/business-calendars/preview?language=${language}`, { hours }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** Changes of colleagues show at once, and so does how far the measuring is. */
export function useLivePromises(): void {
  useRealtime(
    'sla.changed',
    useCallback(() => void queryClient.invalidateQueries({ queryKey: ALL }), []),
  );
  useRealtime(
    'sla.recompute',
    useCallback(({ recompute }) => void queryClient.setQueryData(recomputeQuery.queryKey, recompute), []),
  );
}

const changed = () => queryClient.invalidateQueries({ queryKey: ALL });

export async function savePolicy(id: string | undefined, policy: SavePolicyRequest): Promise<SlaPolicy> {
  const saved = id
    ? await sendJson('PUT', slaPolicy, `/api/sla/policies/${id}`, policy)
    : await sendJson('POST', slaPolicy, '/api/sla/policies', policy);
  await changed();
  return saved;
}

export async function orderPolicies(ids: readonly string[]): Promise<void> {
  const { items } = await sendJson('PUT', slaPolicyList, '/api/sla/policies/order', { ids });
  queryClient.setQueryData(policiesQuery.queryKey, items);
}

export async function removePolicy(id: string): Promise<void> {
  await send('DELETE', `/api/sla/policies/${id}`);
  await changed();
}

export async function saveCalendar(id: string | undefined, calendar: SaveCalendarRequest): Promise<StoredCalendar> {
  const saved = id
    ? await sendJson('PUT', businessCalendar, `/api/business-calendars/${id}`, calendar)
    : await sendJson('POST', businessCalendar, '/api/business-calendars', calendar);
  await changed();
  return saved;
}

export async function removeCalendar(id: string): Promise<void> {
  await send('DELETE', `/api/business-calendars/${id}`);
  await changed();
}
