import {
  type CreateImportRequest,
  type ImportAction,
  type ImportRun,
  importFailurePage,
  importRun,
  importRunPage,
} from '@balie/shared/contracts/imports.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { sendForm } from '../../../lib/upload.ts';

const KEY = ['imports'] as const;
/** A shop imports a few times in its life. */
const SHOWN = 20;

export const importsQuery = queryOptions({
  queryKey: [...KEY, 'list'],
  queryFn: async ({ signal }) => (await getJson(importRunPage, `/api/imports?limit=${SHOWN}`, signal)).items,
});

export const importFailuresQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'failures', id],
    queryFn: ({ signal }) => getJson(importFailurePage, `/api/imports/${id}/failures?limit=${SHOWN}`, signal),
  });

export function readImportsAgain(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}

export async function act(id: string, action: ImportAction): Promise<ImportRun> {
  return sendJson('POST', importRun, `/api/imports/${id}/actions`, { action });
}

export async function removeImport(id: string): Promise<void> {
  await send('DELETE', `/api/imports/${id}`);
}

/** Makes a run, sends its files and starts it. What was made of it is taken away again when the files do not arrive. */
export async function bringOver(
  request: CreateImportRequest,
  files: readonly File[],
  options: { readonly onProgress: (progress: number) => void; readonly signal: AbortSignal },
): Promise<ImportRun> {
  const { id } = await sendJson('POST', importRun, '/api/imports', request);
  const form = new FormData();
  for (const file of files) form.append('file', file);
  try {
    await sendForm(importRun, `/api/imports/${id}/files`, form, options);
  } catch (error) {
    await removeImport(id).catch(() => undefined); // The first error tells more; the server forgets it after a day.
    throw error;
  }
  return act(id, 'start');
}
