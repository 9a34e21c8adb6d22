import { v7 as newId } from 'uuid';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { AttachmentUnknown } from './ticket.errors.ts';

const IN_TEXT = /\/api\/attachments\/([0-9a-f-]{36})/g;

interface Adoption {
  readonly messageId: string;
  readonly html: string;
  readonly attachmentIds: readonly string[];
  readonly agentId: string;
  readonly at: Date;
}

/**
 * Gives uploads to the message they were made for. What belongs to an earlier message already (a forwarded file, a
 * copied picture) is copied, without storing its contents again.
 * @returns the HTML, pointing at the copies
 * @throws {AttachmentUnknown} for a file that is gone, of another organisation, or a colleague's unsent upload
 */
export async function adoptAttachments(tx: Tx, adoption: Adoption): Promise<string> {
  const inText = new Set(Array.from(adoption.html.matchAll(IN_TEXT), ([, id]) => id ?? ''));
  const wanted = [...new Set([...adoption.attachmentIds, ...inText])];
  if (wanted.length === 0) return adoption.html;
  const found = await tx.query<{ id: string; sent: boolean }>(
    `select id, message_id is not null as sent from attachments
      where id = any($1::uuid[]) and organisation_id = $2 and (message_id is not null or uploaded_by = $3) order by id for update`,
    [wanted, tx.organisationId, adoption.agentId],
  );
  const sent = new Map(found.map((row) => [row.id, row.sent]));
  const missing = adoption.attachmentIds.filter((id) => !sent.has(id));
  if (missing.length > 0) throw new AttachmentUnknown(missing);

  const adopted = wanted.flatMap((id, position) => {
    const wasSent = sent.get(id);
    return wasSent === undefined ? [] : [{ id, newId: wasSent ? newId() : id, wasSent, position, inline: inText.has(id) }];
  });
  await moveUploads(
    tx,
    adoption,
    adopted.filter(({ wasSent }) => !wasSent),
  );
  const copies = adopted.filter(({ wasSent }) => wasSent);
  await copySent(tx, adoption, copies);
  return copies.reduce((html, copy) => html.replaceAll(`/api/attachments/${copy.id}`, `/api/attachments/${copy.newId}`), adoption.html);
}

interface Adopted {
  readonly id: string;
  readonly newId: string;
  readonly position: number;
  readonly inline: boolean;
}

async function moveUploads(tx: Tx, { messageId }: Adoption, uploads: readonly Adopted[]): Promise<void> {
  if (uploads.length === 0) return;
  await tx.query(
    `update attachments a set message_id = $1, position = u.position, inline = u.inline
       from jsonb_to_recordset($2::jsonb) as u(id uuid, position int, inline boolean) where a.id = u.id`,
    [messageId, JSON.stringify(uploads)],
  );
}

async function copySent(tx: Tx, { messageId, agentId, at }: Adoption, copies: readonly Adopted[]): Promise<void> {
  if (copies.length === 0) return;
  await tx.query(
    `insert into attachments (id, organisation_id, message_id, file_id, uploaded_by, name, content_type, size_bytes, inline, position, created_at)
     select c."newId", a.organisation_id, $1, a.file_id, $2, a.name, a.content_type, a.size_bytes, c.inline, c.position, $3
       from jsonb_to_recordset($4::jsonb) as c(id uuid, "newId" uuid, position int, inline boolean)
       join attachments a on a.id = c.id`,
    [messageId, agentId, at, JSON.stringify(copies)],
  );
}
