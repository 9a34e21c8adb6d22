import {
  type NormSettings,
  normAlerts,
  normBoard,
  normMarkets,
  normSettings,
  normStates,
  type OwnNorm,
  ownNorm,
  ownNorms,
  type RecordStrikeRequest,
  type SaveMarketRequest,
  type SaveNormRequest,
} from '@balie/shared/contracts/norms.ts';
import { queryOptions } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, send, sendJson } from '../http.ts';
import { queryClient } from '../query.ts';
import { useRealtime } from '../realtime.ts';

const ALL = ['norms'] as const;
/** Time alone makes an answer late, which nobody tells. */
const AGAIN_MS = 60_000;

export const normBoardQuery = queryOptions({
  queryKey: [...ALL, 'board'],
  queryFn: ({ signal }) => getJson(normBoard, '/api/norms', signal),
  refetchInterval: AGAIN_MS,
});

/** Each in a glance. */
export const normStatesQuery = queryOptions({
  queryKey: [...ALL, 'states'],
  queryFn: async ({ signal }) => (await getJson(normStates, '/api/norms/states', signal)).items,
  refetchInterval: AGAIN_MS,
});

export const normAlertsQuery = queryOptions({
  queryKey: [...ALL, 'alerts'],
  queryFn: async ({ signal }) => (await getJson(normAlerts, '/api/norms/alerts', signal)).items,
});

export const ownNormsQuery = queryOptions({
  queryKey: [...ALL, 'own'],
  queryFn: async ({ signal }) => (await getJson(ownNorms, '/api/norms/own', signal)).items,
});

export const normSettingsQuery = queryOptions({
  queryKey: [...ALL, 'settings'],
  queryFn: ({ signal }) => getJson(normSettings, '/api/norms/settings', signal),
});

export const normMarketsQuery = queryOptions({
  queryKey: [...ALL, 'markets'],
  queryFn: async ({ signal }) => (await getJson(normMarkets, '/api/norms/markets', signal)).items,
});

const readAgain = () => queryClient.invalidateQueries({ queryKey: ALL });

/** Norms, and how they stand, are read again when they have changed. */
export function useLiveNorms(): void {
  useRealtime(
    'norms.changed',
    useCallback(() => void readAgain(), []),
  );
}

export async function saveNorm(id: string | undefined, norm: SaveNormRequest): Promise<OwnNorm> {
  const saved = id ? await sendJson('PUT', ownNorm, `/api/norms/own/${id}`, norm) : await sendJson('POST', ownNorm, '/api/norms/own', norm);
  await readAgain();
  return saved;
}

export async function removeNorm(id: string): Promise<void> {
  await send('DELETE', `/api/norms/own/${id}`);
  await readAgain();
}

export async function recordStrike(strike: RecordStrikeRequest): Promise<void> {
  await send('PUT', '/api/norms/strikes', strike);
  await readAgain();
}

export async function saveMarket(market: SaveMarketRequest): Promise<void> {
  await send('PUT', '/api/norms/markets', market);
  await readAgain();
}

export async function putAwayAlert(id: string): Promise<void> {
  await send('POST', `/api/norms/alerts/${id}/put-away`);
  await readAgain();
}

export async function saveNormSettings(settings: NormSettings): Promise<void> {
  const saved = await sendJson('PUT', normSettings, '/api/norms/settings', settings);
  queryClient.setQueryData(normSettingsQuery.queryKey, saved);
}
