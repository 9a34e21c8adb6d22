import { v7 as newId } from 'uuid';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
type Ids = Readonly<Record<'importRun' | 'channelAccount' | 'ticket' | 'message', string>>;
interface About {
  readonly mark: string;
  readonly unique: string;
  readonly startedBy: string;
  readonly storageKey: string;
  readonly sizeBytes: number;
}

/** A run that still takes files, with one that could not be read, and what came over before. */
export async function plantImport(insert: Insert, planted: Ids, { mark, unique, startedBy, storageKey, sizeBytes }: About) {
  const now = new Date();
  const named = (text: string) => `${mark} ${text} ${unique}`;
  await insert('import_runs', {
    id: planted.importRun,
    channel_account_id: planted.channelAccount,
    started_by: startedBy,
    source: 'mail',
    state: 'uploading',
    created_at: now,
    updated_at: now,
  });
  await insert('import_files', {
    id: newId(),
    run_id: planted.importRun,
    name: named('export'),
    size_bytes: sizeBytes,
    storage_key: storageKey,
    created_at: now,
  });
  await insert('import_failures', {
    run_id: planted.importRun,
    file_no: 0,
    at: 0,
    file_name: named('export'),
    label: named('mail'),
    code: 'unreadable',
    detail: mark,
  });
  await insert('imported_records', { external_key: named('record'), ticket_id: planted.ticket, message_id: planted.message });
  await insert('imported_people', {
    external_key: named('person'),
    name: named('person'),
    address: `${mark}-${unique}@planted.test`,
    is_colleague: false,
  });
}
