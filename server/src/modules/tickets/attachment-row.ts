import { type Attachment } from '@balie/shared/contracts/files.ts';

/** Files of one message as JSON, for a select list; `owner` is an SQL expression for the message's id. */
export const attachmentsOf = (owner: string): string => `
  coalesce((select jsonb_agg(${ATTACHMENT_JSON} order by a.position, a.id) from attachments a where a.message_id = ${owner}), '[]')`;

/** One file `a` as JSON, for `toAttachment`. */
export const ATTACHMENT_JSON = `jsonb_build_object(
  'id', a.id, 'name', a.name, 'contentType', a.content_type, 'sizeBytes', a.size_bytes, 'inline', a.inline,
  'scan', (select jsonb_build_object('state', f.scan, 'virus', f.virus) from files f where f.id = a.file_id and f.scan is not null),
  'link', (select jsonb_build_object('expiresAt', l.expires_at, 'downloads', l.downloads, 'lastDownloadAt', l.last_download_at, 'revokedAt', l.revoked_at)
             from file_links l where l.attachment_id = a.id))`;

export type AttachmentRecord = Omit<Attachment, 'previewable'>;

/** What a browser shows without running anything of it. SVG and HTML are left out for good: they can carry scripts. */
const PREVIEWABLE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

export function isPreviewable(contentType: string): boolean {
  return PREVIEWABLE.has(contentType);
}

export function toAttachment(record: AttachmentRecord): Attachment {
  const { link } = record;
  return {
    ...record,
    previewable: isPreviewable(record.contentType),
    link: link && {
      downloads: link.downloads,
      expiresAt: instant(link.expiresAt),
      lastDownloadAt: link.lastDownloadAt && instant(link.lastDownloadAt),
      revokedAt: link.revokedAt && instant(link.revokedAt),
    },
  };
}

/** As the contracts write it; inside JSON, PostgreSQL has a way of its own. */
function instant(written: string): string {
  return new Date(written).toISOString();
}
