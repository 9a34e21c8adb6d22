import { type Macro, macro, macroList, type SaveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { queryOptions } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, send, sendJson } from '../http.ts';
import { queryClient } from '../query.ts';
import { useRealtime } from '../realtime.ts';

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: async ({ signal }) => (await getJson(macroList, '/api/macros', signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What colleagues change is read again, and after a broken connection everything is. */
export function useLiveMacros(): void {
  const readAgain = useCallback(() => void changed(), []);
  useRealtime('macros.changed', readAgain);
}

const changed = () => queryClient.invalidateQueries({ queryKey: macrosQuery.queryKey });

export async function saveMacro(id: string | undefined, body: SaveMacroRequest): Promise<Macro> {
  const saved = id ? await sendJson('PUT', macro, `/api/macros/${id}`, body) : await sendJson('POST', macro, '/api/macros', body);
  await changed();
  return saved;
}

export async function removeMacro(id: string): Promise<void> {
  await send('DELETE', `/api/macros/${id}`);
  await changed();
}

/** It was put into an answer. That it is counted is worth no message when it fails. */
export function countUse(id: string): void {
  send('POST', `/api/macros/${id}/uses`).catch(() => undefined);
}
