import {
  type BolConnection,
  bolSettings,
  bolTestResult,
  type ConnectBolRequest,
  figures,
  type OrderSource,
  orderSource,
  orderSources,
  type UpdateOrderSourceRequest,
} from '@balie/shared/contracts/order-sources.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useRealtime } from '../../../lib/realtime.ts';

const BOL = '/api/channels/bol/retailer';

export const orderSourcesQuery = queryOptions({
  queryKey: ['order-sources'],
  queryFn: async ({ signal }) => (await getJson(orderSources, '/api/order-sources', signal)).items,
});
export const figuresQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['order-sources', sourceId, 'figures'],
    queryFn: async ({ signal }) => (await getJson(figures, `/api/order-sources/${sourceId}/figures`, signal)).items,
  });
/** Without the secret: that never comes back. */
export const bolSettingsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['order-sources', sourceId, 'bol'],
    queryFn: ({ signal }) => getJson(bolSettings, `${BOL}/connections/${sourceId}`, signal),
  });

const readAgain = () => void queryClient.invalidateQueries({ queryKey: orderSourcesQuery.queryKey });
/** How the connections fare changes on screen as it does. */
export function useLiveSources(): void {
  useRealtime('order-sources.changed', readAgain);
}

/** A failed test is an answer. @throws {ApiError | Unreachable} */
export const testBol = (connection: BolConnection) => sendJson('POST', bolTestResult, `${BOL}/test`, connection);
/** Tested before it is kept. @throws {ApiError} with the failing code */
export const connectBol = (request: ConnectBolRequest) => remembered(sendJson('POST', orderSource, `${BOL}/connections`, request));
/** @throws {ApiError} with the failing code */
export async function changeBol(id: string, connection: BolConnection): Promise<void> {
  await remembered(sendJson('PATCH', orderSource, `${BOL}/connections/${id}`, connection));
  await queryClient.invalidateQueries(bolSettingsQuery(id));
}
export const updateSource = (id: string, changes: UpdateOrderSourceRequest) =>
  remembered(sendJson('PATCH', orderSource, `/api/order-sources/${id}`, changes));
export const retrySource = (id: string) => remembered(sendJson('POST', orderSource, `/api/order-sources/${id}/retry`));
export async function removeSource(id: string): Promise<void> {
  await send('DELETE', `/api/order-sources/${id}`);
  queryClient.setQueryData(orderSourcesQuery.queryKey, (known) => known?.filter((source) => source.id !== id));
}

async function remembered(asked: Promise<OrderSource>): Promise<OrderSource> {
  const source = await asked;
  queryClient.setQueryData(orderSourcesQuery.queryKey, (known) => {
    if (!known) return known;
    const isNew = known.every(({ id }) => id !== source.id);
    return isNew ? [...known, source] : known.map((other) => (other.id === source.id ? source : other));
  });
  return source;
}
