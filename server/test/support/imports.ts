import { type ImportRun, type ImportSource, importRun } from '@balie/shared/contracts/imports.ts';
import type { ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';

export interface GivenFile {
  readonly name: string;
  readonly contents: string | Buffer;
}

/** Makes a run and sends its files; does not start it. */
export async function anImport(client: ApiClient, source: ImportSource, channelAccountId: string, files: readonly GivenFile[]) {
  const { id } = (await client.post('/api/imports', { source, channelAccountId })).as(importRun);
  const form = new FormData();
  for (const { name, contents } of files) form.append('file', new Blob([new Uint8Array(Buffer.from(contents))]), name);
  return (await client.post(`/api/imports/${id}/files`, form)).as(importRun);
}

export async function act(client: ApiClient, id: string, action: 'start' | 'pause' | 'resume' | 'cancel' | 'retry'): Promise<ImportRun> {
  return (await client.post(`/api/imports/${id}/actions`, { action })).as(importRun);
}

/** How it ended. */
export function ended(client: ApiClient, id: string, withinMs = 240_000): Promise<ImportRun> {
  return eventually(
    async () => {
      const run = (await client.get(`/api/imports/${id}`)).as(importRun);
      return ['finished', 'failed', 'cancelled'].includes(run.state) && run;
    },
    'the import is at its end',
    withinMs,
  );
}

/** From nothing to the end. */
export async function bringOver(
  client: ApiClient,
  source: ImportSource,
  channelAccountId: string,
  files: readonly GivenFile[],
): Promise<ImportRun> {
  const { id } = await anImport(client, source, channelAccountId, files);
  await act(client, id, 'start');
  return ended(client, id);
}

/** A mail as it stands in an mbox. @param day of its date, ISO 8601 */
export function archived(
  id: string,
  {
    from = 'Jan Klant <jan@klant.test>',
    to = 'info@winkel.test',
    subject = 'Vraag',
    text = 'Hallo!',
    at = '2019-05-06T10:00:00Z',
    headers = [] as string[],
  } = {},
): string {
  return [
    `From MAILER-DAEMON ${new Date(at).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+).*/, '$1 $3 $2 $5 $4')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    `Date: ${new Date(at).toUTCString()}`,
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
    '',
  ].join('\n');
}
