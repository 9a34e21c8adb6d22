import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { StoredFile } from './stored-files.ts';

export interface NewAttachment extends StoredFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly inline: boolean;
}

/** Makes the stored contents known, each once per organisation. Sorted: two messages with the same files never wait for each other. */
export async function registerFiles(tx: Tx, files: readonly StoredFile[]): Promise<void> {
  if (files.length === 0) return;
  tx.write(
    `insert into files (id, organisation_id, sha256, size_bytes, storage_key, scan)
     select gen_random_uuid(), $1, f.sha256, f."sizeBytes", f."storageKey", f.scan
       from (select distinct on (sha256) * from jsonb_to_recordset($2::jsonb) as g(sha256 text, "sizeBytes" bigint, "storageKey" text, scan text)
              order by sha256) as f
     on conflict (organisation_id, sha256) do nothing`,
    [tx.organisationId, JSON.stringify(files)],
  );
}

/**
 * Writes attachments whose files are registered, in the order given.
 * @param messageId null for an upload that waits to be sent
 */
export async function attach(
  tx: Tx,
  attachments: readonly NewAttachment[],
  owner: { messageId: string | null; uploadedBy: string | null; at: Date },
): Promise<void> {
  if (attachments.length === 0) return;
  tx.write(
    `insert into attachments (id, organisation_id, message_id, file_id, uploaded_by, name, content_type, size_bytes, content_id,
       inline, position, created_at)
     select a.id, $1, $2, f.id, $3, a.name, a."contentType", f.size_bytes, a."contentId", a.inline, a.position, $5
       from jsonb_to_recordset($4::jsonb) as a(id uuid, sha256 text, name text, "contentType" text, "contentId" text, inline boolean, position int)
       join files f on f.organisation_id = $1 and f.sha256 = a.sha256`,
    [
      tx.organisationId,
      owner.messageId,
      owner.uploadedBy,
      JSON.stringify(attachments.map((attachment, position) => ({ ...attachment, position }))),
      owner.at,
    ],
  );
}
