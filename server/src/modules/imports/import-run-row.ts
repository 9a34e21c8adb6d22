import type { ImportErrorCode, ImportRun, ImportSource, ImportState } from '@balie/shared/contracts/imports.ts';

/** Everything `toImportRun` needs of `import_runs r`, its files included. */
export const IMPORT_RUN_COLUMNS = `
  r.id, r.source, r.channel_account_id, r.state, r.started_by, r.retrying, r.file_no, r.at::float8 as at, r.stalls, r.progress, r.made, r.known,
  r.skipped, r.failed, r.linked_files, r.error_code, r.created_at, r.started_at, r.finished_at,
  coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'sizeBytes', f.size_bytes, 'storageKey', f.storage_key) order by f.id)
              from import_files f where f.run_id = r.id), '[]') as files`;

export interface ImportRunRecord {
  readonly id: string;
  readonly source: ImportSource;
  readonly channel_account_id: string;
  readonly state: ImportState;
  readonly started_by: string | null;
  readonly retrying: boolean;
  readonly file_no: number;
  readonly at: number;
  readonly stalls: number;
  readonly progress: number;
  readonly made: number;
  readonly known: number;
  readonly skipped: number;
  readonly failed: number;
  readonly linked_files: number;
  readonly error_code: ImportErrorCode | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number; readonly storageKey: string | null }[];
}

/** A list shows a few names; somebody may have chosen thousands of files. */
const SHOWN_FILES = 5;

export function toImportRun(record: ImportRunRecord): ImportRun {
  const { files, made, known, skipped, failed } = record;
  const rest = files.slice(SHOWN_FILES);
  return {
    id: record.id,
    source: record.source,
    channelAccountId: record.channel_account_id,
    state: record.state,
    files: files.slice(0, SHOWN_FILES).map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    moreFiles: rest.length,
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    startedBy: record.started_by,
    progress: record.progress,
    read: made + known + skipped + failed,
    made,
    known,
    skipped,
    failed,
    linkedFiles: record.linked_files,
    errorCode: record.error_code,
    canRetry: record.state === 'finished' && failed > 0 && files.every(({ storageKey }) => storageKey !== null),
    createdAt: record.created_at.toISOString(),
    startedAt: record.started_at?.toISOString() ?? null,
    finishedAt: record.finished_at?.toISOString() ?? null,
  };
}
